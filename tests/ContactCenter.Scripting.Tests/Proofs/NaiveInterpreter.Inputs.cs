using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>What the host gives.</summary>
internal sealed partial class NaiveInterpreter
{
    public void Continue(DateTimeOffset now) => Try(now, () => GoOn(Behind(_at!)));

    public void Answer(DateTimeOffset now, object? value) => Try(now, () =>
    {
        if (_at is ConfirmStatement confirm)
        {
            if (value is true)
            {
                GoOn(Behind(confirm));
            }
            else
            {
                Go(confirm.No!);
            }

            return;
        }

        var ask = (AskStatement)_at!;
        var before = _slots[ask.Slot.Text];
        _slots[ask.Slot.Text] = value;
        _refusal = "";
        if (ask.Accepts.FirstOrDefault(accept => !_values.Holds(accept.Condition)) is { } refused)
        {
            _refusal = Text(refused.Otherwise!);
            _slots[ask.Slot.Text] = before;
            BeWrong();
        }
        else if (ask.Choices.FirstOrDefault(choice => value is string text && choice.Value.Text == text && choice.Target is not null) is { } chosen)
        {
            Go(chosen.Target!);
        }
        else
        {
            GoOn(Behind(ask));
        }
    });

    public void Misunderstand(DateTimeOffset now) => Try(now, () =>
    {
        _refusal = "";
        BeWrong();
    });

    public void BeSilent(DateTimeOffset now) => Try(now, () =>
    {
        _refusal = "";
        var option = _at!.Option<SilenceOption>();
        if (++_silences < (option?.Times ?? 3))
        {
            AskAgain();
        }
        else
        {
            Go(option?.Target ?? throw new NaiveStop("TooManySilences"));
        }
    });

    public void Succeed(DateTimeOffset now, object? value) => Try(now, () =>
    {
        if (_query is not null)
        {
            Queried(value);
        }
        else if (_at is TransferStatement transfer)
        {
            Go(transfer.Taken!);
        }
        else
        {
            if (_at is DoStatement { As: { } slot })
            {
                _slots[slot.Text] = value;
            }

            GoOn(Behind(_at!));
        }
    });

    public void Fail(DateTimeOffset now, string code) => Try(now, () =>
    {
        switch (_at)
        {
            case var _ when _query is not null:
                Queried(null);
                break;
            case DoStatement action:
                Go(action.Else!);
                break;
            case CallStatement call when code == "refused" && call.Refused is { } refused:
                Go(refused);
                break;
            case CallStatement call when code == "machine" && call.Machine is { } machine:
                Go(machine);
                break;
            case CallStatement call when _try < (call.Tries?.Count ?? 1):
                _due = _values.Now + (call.Tries!.Every?.Value ?? TimeSpan.Zero);
                Standing = "pause";
                break;
            case CallStatement call:
                Go(call.Unreached!);
                break;
            default:
                Go(((TransferStatement)_at!).After!.Target!);
                break;
        }
    });

    public void Arrive(DateTimeOffset now, string name, object? brings) => Try(now, () =>
    {
        (_query, _askedFor) = (null, null); // what was being asked is left
        _toAsk.Clear();
        if (_at is WaitStatement wait && wait.Event?.Text == name)
        {
            Keep(wait.As, brings);
            GoOn(Behind(wait));
        }
        else if (_at is WaitStatement waits && waits.On.FirstOrDefault(on => on.Event.Text == name) is { } on)
        {
            Keep(on.As, brings);
            Go(on.Target!);
        }
        else
        {
            var handler = _script.Handlers.First(handler => handler.Event.Text == name).Target!;
            if (handler.Kind == TargetKind.Step && StepOf(handler.Name.Text).IsAnytime)
            {
                Leave();
            }

            Go(handler);
        }
    });

    public void GoTo(DateTimeOffset now, string step) => Try(now, () =>
    {
        Leave();
        Enter(StepOf(step));
    });

    public void BecomeDue(DateTimeOffset now)
    {
        switch (_at)
        {
            case AskStatement or ConfirmStatement:
                BeSilent(now);
                break;
            case DoStatement or TransferStatement:
                Fail(now, "late");
                break;
            case CallStatement call:
                _values.Now = now;
                _try++;
                _due = null;
                Standing = $"call {NaiveValues.Written(_values.Of(call.Number))} try {_try}";
                break;
            default:
                Try(now, () => EndWait((WaitStatement)_at!));
                break;
        }
    }
}
