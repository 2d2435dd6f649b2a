"""A certificate authority for trials: made on this machine, trusted by nobody else, its keys never shipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "CHỮ KÝ MẪU – không có giá trị pháp lý"


@dataclass(frozen=True)
class TrialCA:
    """The authority's certificate and key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def make(cls, name: str = NAME) -> TrialCA:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name)
        made = _begun(subject, subject, key.public_key(), -1, 3650)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        made = made.add_extension(_usage(sign_certificates=True), critical=True)
        return cls(made.sign(key, hashes.SHA256()), key)

    def pem(self) -> bytes:
        """The certificate, for the folder of trusted roots."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self, name: str, passphrase: str, *, days: Sequence[int] = (-1, 365)) -> bytes:
        """A file with a new key of this name, valid between the days from now on."""
        key = ec.generate_private_key(ec.SECP256R1())
        begun = _begun(_name(name), self.certificate.subject, key.public_key(), *days)
        begun = begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        begun = begun.add_extension(_usage(sign_certificates=False), critical=True)
        certificate = begun.sign(self.key, hashes.SHA256())
        how = serialization.BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], how)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: int, until: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=since))
        .not_valid_after(now + timedelta(days=until))
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        content_commitment=not sign_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )
