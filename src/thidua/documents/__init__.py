"""The papers engine: certificates and decisions as PDF, from the forms in papers/."""

from thidua.documents.certificates import CertificateData, render_certificates
from thidua.documents.codes import new_code
from thidua.documents.engine import PaperFailed, render

__all__ = ["CertificateData", "PaperFailed", "new_code", "render", "render_certificates"]
