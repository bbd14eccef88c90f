"""What staff say of questionnaires: the whole, a section with its questions, an XLSForm."""

from cities.desk.forms.instruments.items import ItemForm
from cities.desk.forms.instruments.sections import SectionForm, SectionRowForm
from cities.desk.forms.instruments.translating import TranslateForm
from cities.desk.forms.instruments.whole import NewInstrumentForm, UploadFormForm, WholeForm

__all__ = ["ItemForm", "NewInstrumentForm", "SectionForm", "SectionRowForm", "TranslateForm", "UploadFormForm", "WholeForm"]
