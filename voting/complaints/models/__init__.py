from voting.complaints.models.complaint import Complaint

__all__ = ["Complaint"]
