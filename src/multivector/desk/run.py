"""The review, run: keys in, screens out, and what the state machine asks for done to the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.desk.review import Accept, Edit, Reject, State, Undo, step, told, with_text
from multivector.files.edit import ExternallyChangedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from multivector.desk.desk import Card, Desk, Item
    from multivector.desk.review import Effect


def run(
    desk: Desk,
    items: Sequence[Item],
    keys: Iterable[str],
    show: Callable[[State, Card | None], None],
    edit: Callable[[str], str],
) -> State:
    """Go through the items until they or the keys end; give the last state.

    Args:
        desk: The dossier.
        items: What waits.
        keys: One key after the other.
        show: Shows a state and its card.
        edit: Gives a text as a person leaves it; raises OSError where there is no editor.
    """
    state = State(len(items))
    show(state, _card(desk, items, state))
    for key in keys:
        after, effect = step(state, key)
        state = done(desk, items, state, after, effect, edit)
        show(state, _card(desk, items, state))
        if state.left:
            break
    return state


def _card(desk: Desk, items: Sequence[Item], state: State) -> Card | None:
    return None if state.over else desk.card(items[state.at], state.edited, as_new=state.as_new)


def done(
    desk: Desk, items: Sequence[Item], before: State, after: State, effect: Effect | None, edit: Callable[[str], str]
) -> State:
    """Do what is asked; where that cannot be, go on from the state before."""
    try:
        match effect:
            case Accept(item, text, as_new):
                desk.accept(desk.card(items[item], text, as_new=as_new))
            case Reject(item):
                desk.reject(items[item])
            case Edit(item, text, as_new):
                return with_text(after, edit(desk.card(items[item], text, as_new=as_new).proposal.text))
            case Undo():
                desk.undo()
            case None:
                pass
    except (ValueError, ExternallyChangedError) as error:
        return told(before, str(error))
    except OSError as error:
        return told(before, f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    return after
