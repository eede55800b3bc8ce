using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>Reads a step once for all who take it in and deliver it, one after the other. Thread-safe.</summary>
internal sealed class ScriptSteps
{
    private Known? _last;

    public ScriptStepped Of(Entry entry)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || !ReferenceEquals(last.Entry, entry))
        {
            Volatile.Write(ref _last, last = new Known(entry, entry.Read(ScriptJson.Default.ScriptStepped)));
        }

        return last.Step;
    }

    private sealed record Known(Entry Entry, ScriptStepped Step);
}
