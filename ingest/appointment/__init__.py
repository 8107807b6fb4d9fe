"""Appointment forms (干部任免审批表): what of them may be kept, as statements of the organ that reports."""
