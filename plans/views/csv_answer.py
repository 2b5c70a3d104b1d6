from django.http import HttpResponse

from plans.csv_files import Table, csv_bytes


def csv_answer(name: str, table: Table) -> HttpResponse:
    """The table as a file to take away."""
    response = HttpResponse(csv_bytes(table.heads, table.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
