using System.Text.Json;
using ContactCenter.Journal;

namespace ContactCenter.Testing;

/// <summary>The limits every log holds its writers to, so that a test finds what a real log would refuse.</summary>
internal static class AppendRules
{
    private const int MaxEntries = 1_024;
    private const int MaxBodyBytes = 256 * 1024;

    /// <exception cref="ArgumentException">The append breaks a limit.</exception>
    public static void Check(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        if (append.Entries.IsDefaultOrEmpty || append.Entries.Length > MaxEntries)
        {
            throw new ArgumentException($"An append to {append.Machine} has 1 to {MaxEntries} entries.", nameof(append));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(append.ExpectedVersion, Append.AnyVersion, nameof(append));
        var ids = new HashSet<EntryId>();
        foreach (var entry in append.Entries)
        {
            if (!ids.Add(entry.Id))
            {
                throw new ArgumentException($"Entry {entry.Id} stands twice in one append to {append.Machine}.", nameof(append));
            }

            Check(entry);
        }
    }

    private static void Check(Entry entry)
    {
        KeyRules.Check(entry.Kind, "kind of entry");
        if (entry.Body.Length > MaxBodyBytes)
        {
            throw new ArgumentException($"The body of entry {entry.Id} has {entry.Body.Length} bytes; at most {MaxBodyBytes} are allowed.", nameof(entry));
        }

        try
        {
            using var body = JsonDocument.Parse(entry.Body);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ArgumentException($"The body of entry {entry.Id} is no JSON object.", nameof(entry));
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The body of entry {entry.Id} is no JSON: {e.Message}", nameof(entry), e);
        }
    }
}
