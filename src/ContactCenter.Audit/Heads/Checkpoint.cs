using System.Globalization;

namespace ContactCenter.Audit;

/// <summary>
/// The head of a log in words: how many entries it has and the root over them, as C2SP's tlog-checkpoint writes it, with the commit
/// record it stands for. Whoever keeps one sees later whether the log still continues it.
/// </summary>
/// <param name="Origin">Which log, in words that are unique in the world: the signer's name and the log's id.</param>
/// <param name="Size">The number of entries.</param>
/// <param name="Root">The root over them, 32 bytes.</param>
/// <param name="Record">The number of the commit record.</param>
/// <param name="RecordHash">Its hash, 32 bytes.</param>
/// <param name="Time">When it was committed.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root, long Record, ReadOnlyMemory<byte> RecordHash, DateTimeOffset Time)
{
    private const string RecordWord = "commit-record ";
    private const string TimeWord = "time ";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Whether both say the same, hashes byte by byte.</summary>
    public bool Equals(Checkpoint? other) =>
        other is not null && ToText() == other.ToText();

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Origin, Size, Record);

    /// <summary>Whether it is a head of <paramref name="log"/>: its origin is the name of <paramref name="key"/>, <c>/</c> and the log's id; without a key, it is or ends so.</summary>
    public bool IsOf(LogId log, LogKey? key) =>
        key is not null ? Origin == $"{key.Name}/{log}" : Origin == log.Value || Origin.EndsWith($"/{log}", StringComparison.Ordinal);

    /// <summary>The text that is signed: origin, size, root in Base64, then our own lines, each ended by a line feed.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n{RecordWord}{Record} {Convert.ToBase64String(RecordHash.Span)}\n{TimeWord}{Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}\n");

    /// <summary>The checkpoint of a note, or of the text alone where the log is not signed.</summary>
    /// <param name="head">What was kept.</param>
    /// <param name="key">Who must have signed it; null to believe it as it is.</param>
    /// <exception cref="LogFormatException">It is none, or is not signed so.</exception>
    public static Checkpoint Read(string head, LogKey? key)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (!Utf8.HasAtMost(head, SignedNote.MaxLength))
        {
            throw new LogFormatException($"The head has more than {SignedNote.MaxLength} characters.");
        }

        var end = head.IndexOf("\n\n", StringComparison.Ordinal);
        return Parse(key is not null ? SignedNote.Open(head, key) : end < 0 ? head : head[..(end + 1)]);
    }

    /// <summary>The checkpoint a text says.</summary>
    /// <exception cref="LogFormatException">The text is none of ours.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (lines.Length != 6
            || lines[0] is [] or ['\uFEFF', ..] // a mark of the encoding is no part of a text
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || Hash(lines[2]) is not { } root
            || !lines[3].StartsWith(RecordWord, StringComparison.Ordinal)
            || lines[3][RecordWord.Length..].Split(' ') is not [var number, var hash]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var record)
            || Hash(hash) is not { } recordHash
            || !lines[4].StartsWith(TimeWord, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(
                lines[4][TimeWord.Length..], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            throw new LogFormatException("The text is no checkpoint: it has the log's origin, size, root, commit record and time, a line each.");
        }

        var checkpoint = new Checkpoint(lines[0], size, root, record, recordHash, time);
        return checkpoint.ToText() == text ? checkpoint : throw new LogFormatException("The checkpoint is not in its one form.");
    }

    private static byte[]? Hash(string base64)
    {
        var hash = new byte[MerkleHash.Size];
        return base64.Length == 44 && Convert.TryFromBase64String(base64, hash, out var length) && length == hash.Length ? hash : null;
    }
}
