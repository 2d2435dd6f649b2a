"""The papers engine: certificates, decisions and letters as PDF or Word, from the forms in papers/."""

from thidua.documents.certificates import CertificateData, render_certificates
from thidua.documents.codes import new_code
from thidua.documents.engine import PaperFailed, render
from thidua.documents.word import render_docx

__all__ = ["CertificateData", "PaperFailed", "new_code", "render", "render_certificates", "render_docx"]
