"""Letters leave in the background, so that no page waits for a mail server."""

from django_tasks import task

from cities.core.actions import send_letter


@task(queue_name="mail", backend="background")
def carry_letter(pk: int) -> None:
    send_letter(pk)
