using System.Text.Json;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary>How far a verification has come, in a file that is replaced as a whole.</summary>
internal static class VerificationFile
{
    private const int MaxBytes = 1024 * 1024; // eight unfinished tiles are a tenth of it

    private static readonly JsonSerializerOptions Form = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="ToolException">It is none.</exception>
    public static LogVerificationState Read(string file)
    {
        var bytes = new FileInfo(file).Length <= MaxBytes ? File.ReadAllBytes(file) : [];
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(bytes, Form) ?? throw new JsonException();
            return new LogVerificationState(kept.Entries, kept.Records, [.. kept.Tiles.Select(static t => new ReadOnlyMemory<byte>(t))], kept.LastRecordHash, kept.Epoch, kept.Time)
            {
                Log = new LogId(kept.Log),
                Key = kept.Key,
                SignedFrom = kept.SignedFrom,
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ToolException(IsOfEarlierVersion(bytes)
                ? $"'{file}' is a state of an earlier version of ccaudit, which does not say of which log and key; remove it to verify everything anew."
                : $"'{file}' is no state of a verification; remove it to begin again.");
        }
    }

    public static void Write(string file, LogVerificationState state)
    {
        var next = file + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(new Kept(
            state.Log?.Value ?? throw new ArgumentException("A state before everything is not kept.", nameof(state)),
            state.Key, state.SignedFrom, state.Entries, state.Records, [.. state.Tiles.Select(static t => t.ToArray())], state.LastRecordHash.ToArray(), state.Epoch, state.Time)));
        File.Move(next, file, overwrite: true);
    }

    private static bool IsOfEarlierVersion(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(nameof(Kept.LastRecordHash), out _) && !json.RootElement.TryGetProperty(nameof(Kept.Log), out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record Kept(string Log, uint? Key, long SignedFrom, long Entries, long Records, byte[][] Tiles, byte[] LastRecordHash, long Epoch, DateTimeOffset Time);
}
