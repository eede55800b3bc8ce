using System.Globalization;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>A signed head with the proof that its tree continues that of the head before it, as C2SP's tlog-witness sends both.</summary>
/// <param name="OldSize">The number of entries of the head before; 0 for the first.</param>
/// <param name="Proof">The consistency proof from there, as <see cref="LogProver.ConsistencyAsync"/> makes it.</param>
/// <param name="Note">The head, a signed note.</param>
public sealed record PublishedHead(long OldSize, ReadOnlyMemory<byte> Proof, string Note)
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = SignedNote.MaxLength + 4_096 + (MaxHandOvers * 1_024);

    private const int MaxHandOvers = 256;
    private const string OldWord = "old ";
    private const string KeyWord = "key ";

    /// <summary>The commit records in which the log's key was changed, from the first key to the one that signed the head; none where it never was. Each with its signature.</summary>
    public IReadOnlyList<StoredRecord> HandOvers { get; init; } = [];

    /// <summary>What the note says, whoever signed it.</summary>
    /// <exception cref="LogFormatException">It is no head.</exception>
    public Checkpoint Head => Checkpoint.Read(Note, key: null);

    /// <summary>The text: <c>old SIZE</c>, <c>key RECORD SIGNATURE</c> for each change of the key, the proof's hashes, all in Base64, a line each, an empty line, the note.</summary>
    public string ToText()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{OldWord}{OldSize}\n"));
        foreach (var handOver in HandOvers)
        {
            text.Append(KeyWord).Append(Convert.ToBase64String(handOver.Bytes.Span)).Append(' ').Append(Convert.ToBase64String(handOver.Signature.Span)).Append('\n');
        }

        for (var at = 0; at < Proof.Length; at += MerkleHash.Size)
        {
            text.Append(Convert.ToBase64String(Proof.Span.Slice(at, MerkleHash.Size))).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }

    /// <summary>The head of a text.</summary>
    /// <exception cref="LogFormatException">It is none in its one form.</exception>
    public static PublishedHead Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.Length <= MaxLength ? text.IndexOf("\n\n", StringComparison.Ordinal) : -1;
        var lines = end < 0 ? [] : text[..end].Split('\n');
        var handOvers = lines.Skip(1).TakeWhile(static l => l.StartsWith(KeyWord, StringComparison.Ordinal)).Select(ReadHandOver).ToList();
        var hashes = lines.Skip(1 + handOvers.Count).Select(OneBase64.Decode).ToList();
        return lines.Length > 0
            && lines[0].StartsWith(OldWord, StringComparison.Ordinal)
            && long.TryParse(lines[0].AsSpan(OldWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && hashes.All(static h => h?.Length == MerkleHash.Size)
            && handOvers.Count <= MaxHandOvers
            && new PublishedHead(size, hashes.SelectMany(static h => h!).ToArray(), text[(end + 2)..]) { HandOvers = handOvers } is var head
            && head.ToText() == text
            && head.Head is not null // read here, so that a note that is no head is refused
            ? head
            : throw new LogFormatException("This is no published head: 'old' and a size, the changes of the key, the hashes of a proof, an empty line, and a head.");
    }

    private static StoredRecord ReadHandOver(string line) =>
        line.Split(' ') is [_, var record, var signature] && OneBase64.Decode(record) is { } bytes && OneBase64.Decode(signature) is { Length: > 0 } signed && CommitRecord.IsHandOver(bytes)
            ? new StoredRecord(CommitRecord.Decode(bytes).Number, bytes, signed)
            : throw new LogFormatException("A change of the key in a published head is none: 'key', a commit record that hands over, and its signature.");
}
