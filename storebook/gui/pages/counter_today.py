"""The right side of the counter: whose day it is, and what is to be done."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.buttons import LinkButton
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.counter_words import ordinal_word
from storebook.gui.pages.shoppers_rows import occasion_words, ticket
from storebook.gui.shown import day, day_of_week, distance, plural, weekday_of
from storebook.gui.table import RecordTable
from storebook.gui.words import SectionHead, label, link, section_head
from storebook.outreach.tasks import Task, finish_task, tasks_due
from storebook.people.occasions import DueOccasion, OccasionKind, due
