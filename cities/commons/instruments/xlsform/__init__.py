"""XLSForm, the spreadsheet standard of KoboToolbox and ODK, in and out. docs/features/instruments.md lists what is carried."""

from cities.commons.instruments.xlsform.problems import Problem, RefusedForm
from cities.commons.instruments.xlsform.reading import ReadForm, read_form
from cities.commons.instruments.xlsform.writing import written_form

__all__ = ["Problem", "ReadForm", "RefusedForm", "read_form", "written_form"]
