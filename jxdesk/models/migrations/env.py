"""Alembic's entry: runs the steps on the connection it is handed, inside the transaction already begun."""

from __future__ import annotations

from alembic import context

from jxdesk.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
