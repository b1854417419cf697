"""Measuring the reply inference on threads whose parents are known.

Pure: no tables, no store, no clock; what is random is seeded with the id of the thread.  See
README.md beside this file.
"""

from db.evaluation.evaluating import WAYS, Report, evaluate, half_of
from db.evaluation.labelled import LabelledThread, Refused, read

__all__ = ["WAYS", "LabelledThread", "Refused", "Report", "evaluate", "half_of", "read"]
