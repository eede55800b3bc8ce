using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Journal;

namespace ContactCenter.Tests.Golden;

/// <summary>A journal as text, an entry a line, so that it can be read without the product that wrote it.</summary>
internal static class JournalFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path, IEnumerable<CommittedEntry> entries) =>
        File.WriteAllLines(path, entries.Select(ToText));

    public static string ToText(CommittedEntry entry) => JsonSerializer.Serialize(ToLine(entry), Json);

    public static IReadOnlyList<CommittedEntry> Read(string path) => [.. File.ReadLines(path).Select(static l => FromLine(JsonSerializer.Deserialize<Line>(l, Json)!))];

    private static Line ToLine(CommittedEntry committed) => new(
        committed.Position.Value,
        committed.Machine.ToString(),
        committed.MachineVersion,
        committed.Entry.Id.Value,
        committed.Entry.Kind,
        committed.Entry.KindVersion,
        committed.Entry.Time,
        committed.Entry.Actor,
        committed.Entry.Cause,
        committed.Entry.CausePosition?.Value,
        committed.Entry.TraceParent,
        committed.Entry.Links == EntryLinks.None ? null : committed.Entry.Links,
        JsonDocument.Parse(committed.Entry.Body).RootElement,
        committed.Entry.Sealed.IsEmpty ? null : committed.Entry.Sealed);

    private static CommittedEntry FromLine(Line line) => new(new LogPosition(line.Position), MachineId.Parse(line.Machine), line.MachineVersion, new Entry
    {
        Id = new EntryId(line.Id),
        Kind = line.Kind,
        KindVersion = line.KindVersion,
        Time = line.Time,
        Actor = line.Actor,
        Cause = line.Cause,
        CausePosition = line.CausePosition is { } at ? new LogPosition(at) : null,
        TraceParent = line.Trace,
        Links = line.Links ?? EntryLinks.None,
        Body = JsonSerializer.SerializeToUtf8Bytes(line.Body),
        Sealed = line.Sealed ?? [],
    });

    private sealed record Line(
        long Position,
        string Machine,
        long MachineVersion,
        Guid Id,
        string Kind,
        int KindVersion,
        DateTimeOffset Time,
        string Actor,
        Guid? Cause,
        long? CausePosition,
        string? Trace,
        EntryLinks? Links,
        JsonElement Body,
        ImmutableArray<SealedField>? Sealed);
}
