using System.Text.Json;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary>How far a verification has come, in a file that is replaced as a whole.</summary>
internal static class VerificationFile
{
    public static LogVerificationState Read(string file)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(file)) ?? throw new JsonException();
            return new LogVerificationState(kept.Entries, kept.Records, [.. kept.Tiles.Select(static t => new ReadOnlyMemory<byte>(t))], kept.LastRecordHash, kept.Epoch, kept.Time);
        }
        catch (JsonException)
        {
            throw new ToolException($"'{file}' is no state of a verification; remove it to begin again.");
        }
    }

    public static void Write(string file, LogVerificationState state)
    {
        var next = file + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(
            new Kept(state.Entries, state.Records, [.. state.Tiles.Select(static t => t.ToArray())], state.LastRecordHash.ToArray(), state.Epoch, state.Time)));
        File.Move(next, file, overwrite: true);
    }

    private sealed record Kept(long Entries, long Records, byte[][] Tiles, byte[] LastRecordHash, long Epoch, DateTimeOffset Time);
}
