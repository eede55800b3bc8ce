using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Entries of statements, sorted into the tables of their kinds, with places for labels.</summary>
internal sealed class DetailPlaces
{
    private readonly List<object> _entries = [];
    private readonly List<int> _places = [];
    private readonly Dictionary<Type, int> _counts = [];

    public DetailPlaces(IEnumerable<object> details, Func<int, int> place)
    {
        foreach (var detail in details)
        {
            var entry = Placed(detail, place);
            var count = _counts.GetValueOrDefault(entry.GetType());
            _counts[entry.GetType()] = count + 1;
            _entries.Add(entry);
            _places.Add(count);
        }
    }

    /// <summary>The place of an entry in the table of its kind.</summary>
    public int Of(int detail) => detail < 0 ? -1 : _places[detail];

    public ImmutableArray<T> All<T>() => [.. _entries.OfType<T>()];

    private static object Placed(object detail, Func<int, int> place) => detail switch
    {
        ProgramAsk ask => ask with
        {
            Choices = [.. ask.Choices.Select(choice => choice with { Target = place(choice.Target) })],
            Silence = ask.Silence is { } silence ? silence with { Target = place(silence.Target) } : null,
            Wrong = ask.Wrong is { } wrong ? wrong with { Target = place(wrong.Target) } : null,
            Accept = place(ask.Accept),
            No = place(ask.No),
        },
        ProgramDo action => action with { Else = place(action.Else) },
        ProgramCall call => call with { Branches = [.. call.Branches.Select(branch => branch with { Target = place(branch.Target) })] },
        ProgramTransfer transfer => transfer with { Taken = place(transfer.Taken), AfterTarget = place(transfer.AfterTarget) },
        ProgramWait wait => wait with
        {
            Events = [.. wait.Events.Select(handler => handler with { Target = place(handler.Target) })],
            LateTarget = place(wait.LateTarget),
        },
        _ => detail,
    };
}
