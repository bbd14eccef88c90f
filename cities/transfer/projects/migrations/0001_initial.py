
import cities.translation.models
import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('instruments', '0001_initial'),
        ('members', '0002_spaces'),
        ('needs', '0001_initial'),
        ('places', '0001_initial'),
        ('practices', '0002_brought_by'),
        ('provenance', '0001_initial'),
        ('resources', '0001_initial'),
        ('vocabulary', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(help_text='The last part of its address. Stays when the title changes.', max_length=120, unique=True, verbose_name='code')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
                ('withdrawal_reason', models.TextField(blank=True, editable=False, verbose_name='why it was withdrawn')),
                ('origin_name', models.CharField(blank=True, max_length=250, verbose_name='who gives it, when it has no record')),
                ('destination_name', models.CharField(blank=True, max_length=250, verbose_name='who takes it up, when it has no record')),
                ('trigger', models.CharField(blank=True, choices=[('mission', 'a study mission'), ('event', 'an event'), ('match', 'a match proposed by the network'), ('search', 'an own search'), ('network', 'a programme of several territories')], max_length=10, verbose_name='what set it off')),
                ('phase', models.CharField(choices=[('understand', 'understand'), ('adapt', 'adapt'), ('prepare', 'prepare'), ('re-use', 're-use')], default='understand', editable=False, max_length=10, verbose_name='phase')),
                ('stopped_on', models.CharField(blank=True, editable=False, max_length=10, null=True, verbose_name='stopped')),
                ('stop_reason', models.CharField(blank=True, choices=[('no-fit', 'it does not fit here'), ('law', 'the law does not allow it'), ('funding', 'there is no money for it'), ('people', 'the people behind it have left'), ('other-way', 'the need was met in another way')], editable=False, max_length=10, verbose_name='why it was stopped')),
                ('destination', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_taken', to='members.organisation', verbose_name='who takes it up')),
                ('follows', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='followed_by', to='projects.transfer', verbose_name='transfers it learned from')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('mode', models.ForeignKey(blank=True, limit_choices_to={'scheme': 'transfer-modes'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.concept', verbose_name='way it travels')),
                ('need', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='transfers', to='needs.need')),
                ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers_given', to='members.organisation', verbose_name='who gives it')),
                ('origins', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='transfers_given', to='places.territory', verbose_name='where it comes from')),
                ('practices', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='transfers', to='practices.practice', verbose_name='practices')),
                ('reference_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person', verbose_name='reference person of the origin')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='came_by', to='practices.practice', verbose_name='practice it has become')),
                ('territories', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='transfers', to='places.territory', verbose_name='where it goes')),
            ],
            options={
                'verbose_name': 'transfer',
                'verbose_name_plural': 'transfers',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('stop_reason', ''), ('stopped_on__isnull', True)), models.Q(('stopped_on__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='transfer_is_stopped_with_a_reason'),
                    models.CheckConstraint(condition=models.Q(('origin__isnull', True), ('origin_name', ''), _connector='OR'), name='origin_has_a_record_or_a_name'),
                    models.CheckConstraint(condition=models.Q(('destination__isnull', True), ('destination_name', ''), _connector='OR'), name='destination_has_a_record_or_a_name'),
                ],
            },
            bases=(cities.translation.models.Texted, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('happened', models.CharField(max_length=10, verbose_name='when')),
                ('phase', models.CharField(blank=True, choices=[('understand', 'understand'), ('adapt', 'adapt'), ('prepare', 'prepare'), ('re-use', 're-use')], max_length=10, verbose_name='phase')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='projects.transfer')),
            ],
            options={
                'ordering': ('happened', 'pk'),
                'abstract': False,
            },
            bases=(cities.translation.models.Texted, models.Model),
        ),
        migrations.CreateModel(
            name='Pilot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('began', models.CharField(blank=True, max_length=10, verbose_name='began')),
                ('ended', models.CharField(blank=True, max_length=10, verbose_name='ended')),
                ('weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='weeks')),
                ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='people')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory', verbose_name='territory')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pilots', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
            bases=(cities.translation.models.Texted, models.Model),
        ),
        migrations.CreateModel(
            name='PhaseStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(choices=[('understand', 'understand'), ('adapt', 'adapt'), ('prepare', 'prepare'), ('re-use', 're-use')], max_length=10, verbose_name='phase')),
                ('began', models.CharField(blank=True, max_length=10, verbose_name='began')),
                ('ended', models.CharField(blank=True, max_length=10, verbose_name='ended')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='to be over by')),
                ('met', models.JSONField(blank=True, default=list)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [
                    models.UniqueConstraint(fields=('transfer', 'phase'), name='one_stay_in_each_phase'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(choices=[('understand', 'understand'), ('adapt', 'adapt'), ('prepare', 'prepare'), ('re-use', 're-use')], max_length=10, verbose_name='phase')),
                ('sentence', models.CharField(max_length=300, verbose_name='what is to be done')),
                ('language', models.CharField(max_length=35)),
                ('due_on', models.DateField(verbose_name='by')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='projects.transfer')),
            ],
            options={
                'ordering': ('due_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day')),
                ('subject', models.CharField(max_length=300, verbose_name='about')),
                ('people', models.TextField(blank=True, verbose_name='who was there')),
                ('minutes', models.TextField(blank=True, verbose_name='what was decided')),
                ('language', models.CharField(max_length=35)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='projects.transfer')),
            ],
            options={
                'ordering': ('-held_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='LocalActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=250, verbose_name='name, when it has no record')),
                ('actor_kind', models.CharField(choices=[('public', 'public body'), ('civil-society', 'civil society'), ('private', 'private enterprise'), ('research', 'research')], max_length=20, verbose_name='kind of actor')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='local_groups', to='members.organisation', verbose_name='organisation')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='local_group', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='local_actor_has_a_record_or_a_name'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='what you want to keep')),
                ('language', models.CharField(max_length=35)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='projects.transfer')),
            ],
            options={
                'ordering': ('-written_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_kind', models.CharField(choices=[('public', 'public body'), ('civil-society', 'civil society'), ('private', 'private enterprise'), ('research', 'research')], max_length=20, verbose_name='kind of actor')),
                ('name', models.CharField(blank=True, max_length=250, verbose_name='who answers')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation', to='instruments.answersheet')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title as it stands on it')),
                ('language', models.CharField(blank=True, max_length=35, verbose_name='language')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('kind', models.ForeignKey(limit_choices_to={'scheme': 'deliverable-types'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.concept', verbose_name='kind')),
                ('resource', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='resources.resource', verbose_name='its record')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliverables', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', 'https://'), ('url__startswith', 'http://'), _connector='OR'), name='deliverable_has_a_web_address', violation_error_message='A web address begins with https:// or http://.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('origin', 'where it comes from'), ('destination', 'where it goes')], max_length=12, verbose_name='side')),
                ('digest', models.CharField(max_length=64)),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='how you know')),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='projects.transfer')),
            ],
            options={
                'ordering': ('-given_at', '-pk'),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('transfer', 'side'), name='one_standing_agreement_per_side'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Adaptation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('dimension', models.CharField(choices=[('legal', 'legal'), ('institutional', 'institutional'), ('economic', 'economic'), ('cultural', 'cultural'), ('linguistic', 'linguistic'), ('scale', 'scale')], max_length=20, verbose_name='in which respect')),
                ('made_by', models.CharField(blank=True, max_length=250, verbose_name='who changed it')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptations', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
            bases=(cities.translation.models.Texted, models.Model),
        ),
        migrations.CreateModel(
            name='TransferFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name='value')),
                ('absence', models.CharField(blank=True, choices=[('not-applicable', 'not applicable'), ('no-answer', 'no answer')], max_length=20, verbose_name='why there is no value')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('more-than', 'more than'), ('less-than', 'less than'), ('up-to', 'up to')], default='exact', max_length=20, verbose_name='precision')),
                ('unit', models.CharField(help_text='A currency by its code (EUR, XOF), “percent”, “people”, “units” …', max_length=20, verbose_name='unit')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year it speaks of')),
                ('entered_at', models.DateTimeField(auto_now_add=True)),
                ('aspect', models.CharField(choices=[('uptake', 'uptake'), ('budget', 'budget'), ('result', 'result')], default='result', max_length=10, verbose_name='what it tells')),
                ('entered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(limit_choices_to={'scheme': 'measures'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.concept', verbose_name='what it counts')),
                ('scope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory', verbose_name='territory it speaks of')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('absence', ''), ('value__isnull', False)), models.Q(('value__isnull', True), models.Q(('absence', ''), _negated=True)), _connector='OR'), name='transferfigure_has_a_value_or_says_why_not'),
                    models.CheckConstraint(condition=models.Q(models.Q(('aspect', 'uptake'), _negated=True), ('year__isnull', False), _connector='OR'), name='uptake_is_of_a_year'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TransferFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.FileField(upload_to='transfers/')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(blank=True, max_length=35, verbose_name='language of the file')),
                ('size', models.PositiveBigIntegerField()),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='projects.transfer')),
            ],
            options={
                'ordering': ('-added_at',),
            },
        ),
        migrations.CreateModel(
            name='TransferSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='TransferText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('state', models.CharField(choices=[('original', 'original'), ('human', 'translated by a person'), ('reviewed', 'translated and reviewed'), ('machine', 'machine translation')], default='original', max_length=10, verbose_name='how it was made')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False, help_text='Per field, the digest of the original it was made from.')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='in two or three sentences')),
                ('context', models.TextField(blank=True, verbose_name='what was looked for')),
                ('results', models.TextField(blank=True, verbose_name='what came of it')),
                ('lessons', models.TextField(blank=True, verbose_name='lessons')),
                ('next_steps', models.TextField(blank=True, verbose_name='next line of action')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [
                    models.UniqueConstraint(fields=('record', 'language'), name='one_transfertext_per_language'),
                    models.UniqueConstraint(condition=models.Q(('state', 'original')), fields=('record',), name='one_original_transfertext_per_record'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='page, line or section')),
                ('since', models.CharField(blank=True, max_length=10, verbose_name='since')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.source', verbose_name='source')),
                ('transfer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='variants', to='projects.transfer')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
            bases=(cities.translation.models.Texted, models.Model),
        ),
        migrations.CreateModel(
            name='VariantText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('state', models.CharField(choices=[('original', 'original'), ('human', 'translated by a person'), ('reviewed', 'translated and reviewed'), ('machine', 'machine translation')], default='original', max_length=10, verbose_name='how it was made')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False, help_text='Per field, the digest of the original it was made from.')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=250, verbose_name='what it is called')),
                ('description', models.TextField(blank=True, verbose_name='what is different')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.variant')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [
                    models.UniqueConstraint(fields=('record', 'language'), name='one_varianttext_per_language'),
                    models.UniqueConstraint(condition=models.Q(('state', 'original')), fields=('record',), name='one_original_varianttext_per_record'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AdaptationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('state', models.CharField(choices=[('original', 'original'), ('human', 'translated by a person'), ('reviewed', 'translated and reviewed'), ('machine', 'machine translation')], default='original', max_length=10, verbose_name='how it was made')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False, help_text='Per field, the digest of the original it was made from.')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('became', models.TextField(verbose_name='what it became here')),
                ('was', models.TextField(blank=True, verbose_name='what it was at the origin')),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.adaptation')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('record', 'language'), name='one_adaptationtext_per_language'), models.UniqueConstraint(condition=models.Q(('state', 'original')), fields=('record',), name='one_original_adaptationtext_per_record')],
            },
        ),
        migrations.CreateModel(
            name='PilotText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('state', models.CharField(choices=[('original', 'original'), ('human', 'translated by a person'), ('reviewed', 'translated and reviewed'), ('machine', 'machine translation')], default='original', max_length=10, verbose_name='how it was made')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False, help_text='Per field, the digest of the original it was made from.')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=250, verbose_name='what it is called, or where it was')),
                ('result', models.TextField(blank=True, verbose_name='what came of it')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.pilot')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('record', 'language'), name='one_pilottext_per_language'), models.UniqueConstraint(condition=models.Q(('state', 'original')), fields=('record',), name='one_original_pilottext_per_record')],
            },
        ),
        migrations.CreateModel(
            name='StepText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('state', models.CharField(choices=[('original', 'original'), ('human', 'translated by a person'), ('reviewed', 'translated and reviewed'), ('machine', 'machine translation')], default='original', max_length=10, verbose_name='how it was made')),
                ('made_from', models.JSONField(blank=True, default=dict, editable=False, help_text='Per field, the digest of the original it was made from.')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('sentence', models.TextField(verbose_name='what happened')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.step')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('record', 'language'), name='one_steptext_per_language'), models.UniqueConstraint(condition=models.Q(('state', 'original')), fields=('record',), name='one_original_steptext_per_record')],
            },
        ),
    ]
