"""A group of commands that takes its book before the deed, too."""

import click


class BookFirst(click.Group):
    """`staff BOOK add` is `staff add BOOK`, and `staff BOOK` alone lists."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            deed = args[1] if len(args) > 1 and args[1] in self.commands else None
            args = [deed or "list", args[0], *args[2 if deed else 1 :]]
        return super().parse_args(ctx, args)
