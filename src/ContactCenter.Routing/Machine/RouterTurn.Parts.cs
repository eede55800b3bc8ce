using System.Globalization;
using ContactCenter.Journal;

namespace ContactCenter.Routing;

// Where what happened may be cut into appends, of which the last ones may be lost: nowhere within what belongs together.
internal sealed partial class RouterTurn
{
    public const int MaxAppend = 1_024;

    private readonly List<int> _cuts = [];
    private int _whole;
    private Guid _cause;
    private LogPosition? _source;

    /// <summary>
    /// Where the records are to be cut so that no piece is longer than an append, in order. What stands before a cut is whole by itself: commands, parts
    /// of a long one, and of what followed from one as much as there is: a start does the rest (<see cref="SettleAll"/>).
    /// </summary>
    public IReadOnlyList<int> Cuts => _cuts;

    private void Begin(RouterInput input, DateTimeOffset now, List<RouterRecord> records)
    {
        _input = input;
        _now = RouterMachine.WholeMilliseconds(now);
        _records = records;
        _first = records.Count;
        (_cause, _source) = (input.CommandId, input.Source);
        if (_first == 0)
        {
            _cuts.Clear();
            _whole = 0;
        }
    }

    /// <summary>
    /// Applies what was decided. What is longer than an append goes in parts, and all but the last have causes of their own: where the last one is lost, the
    /// command is none that was carried out, and asked again it does the rest.
    /// </summary>
    private void Carry(RouterDecision decision)
    {
        if (decision.Only is not null || decision.Events.Length <= MaxAppend)
        {
            Apply(decision);
            return;
        }

        var left = decision.Events;
        for (var number = 0; left.Length > MaxAppend; number++)
        {
            (_cause, _source) = (CauseOf(number), null);
            Apply(RouterDecision.Of(left[..MaxAppend]));
            MarkWhole();
            left = left[MaxAppend..];
        }

        (_cause, _source) = (_input.CommandId, _input.Source);
        Apply(RouterDecision.Of(left));
    }

    /// <summary>The cause of a part. By the time, too: asked again the command has other parts, and a journal tells entries apart by their causes.</summary>
    private Guid CauseOf(int part) => DerivedId.From(
        "part", _input.CommandId.ToString("N"), _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), part.ToString(CultureInfo.InvariantCulture));

    /// <summary>Up to here nothing is half done.</summary>
    private void MarkWhole()
    {
        if (_records.Count - (_cuts.Count == 0 ? 0 : _cuts[^1]) > MaxAppend)
        {
            _cuts.Add(_whole);
        }

        _whole = _records.Count;
    }
}
