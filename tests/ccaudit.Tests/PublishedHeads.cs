using System.Globalization;
using System.Text;
using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Heads of a log as they are kept elsewhere, and what may be done to them.</summary>
internal static class PublishedHeads
{
    /// <summary>What a thief, a fault or a careless hand leaves of the files.</summary>
    public static IReadOnlyList<(string Name, bool IsBad, Action<string[]> Edit)> Edits { get; } =
    [
        ("untouched", false, static _ => { }),
        ("the last one missing", false, static f => File.Delete(f[^1])),
        ("the first one missing", true, static f => File.Delete(f[0])),
        ("one missing in the middle", true, static f => File.Delete(f[2])),
        ("two exchanged", true, static f => Exchange(f[1], f[3])),
        ("a hash of a proof altered", true, static f => Line(f[2], 1, static l => (l[0] == 'A' ? 'B' : 'A') + l[1..])),
        ("a hash of a proof taken out", true, static f => Lines(f[3], static l => [l[0], .. l[2..]])),
        ("a proof repeated", true, static f => Lines(f[3], static l => [l[0], l[1], .. l[1..]])),
        ("another old size", true, static f => Line(f[2], 0, static l => l + "1")),
        ("an old size with a zero in front", true, static f => Line(f[2], 0, static l => l.Replace("old ", "old 0", StringComparison.Ordinal))),
        ("no first line", true, static f => Lines(f[2], static l => l[1..])),
        ("the root altered", true, static f => Line(f[1], Root(f[1]), static l => (l[0] == 'A' ? 'B' : 'A') + l[1..])),
        ("the signature cut off", true, static f => Lines(f[1], static l => l[..^2])),
        ("cut in the middle", true, static f => File.WriteAllText(f[1], File.ReadAllText(f[1])[..40])),
        ("a mark of the encoding in front of one", true, static f => File.WriteAllText(f[1], File.ReadAllText(f[1]), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))),
        ("one in UTF-16 with its mark", true, static f => File.WriteAllText(f[1], File.ReadAllText(f[1]), Encoding.Unicode)),
        ("a byte behind one that is no UTF-8", true, static f => File.WriteAllBytes(f[1], [.. File.ReadAllBytes(f[1]), 0xFF])),
        ("nothing but a file that is no head", true, static f => Array.ForEach(f, static name => File.WriteAllText(name, "hello\n"))),
        ("none", true, static f => Array.ForEach(f, File.Delete)),
    ];

    /// <summary>What comes of answers that are lost and of starts that know nothing: which head each continues, -1 for none, and what is taken away then.</summary>
    public static IReadOnlyList<(string Name, bool IsBad, Func<int, int> Continues, int? Gone)> Series { get; } =
    [
        ("one passed over", false, static i => i == 3 ? 1 : i - 1, null),
        ("one passed over and taken away", false, static i => i == 3 ? 1 : i - 1, 2),
        ("the one before it taken away", true, static i => i == 3 ? 1 : i - 1, 1),
        ("the one behind it taken away", true, static i => i == 3 ? 1 : i - 1, 3),
        ("two passed over", false, static i => i == 4 ? 1 : i - 1, null),
        ("two passed over, each beside the other", false, static i => i is 3 or 4 ? 1 : i - 1, null),
        ("one passed over that another one continues", true, static i => i switch { 3 => 1, 4 => 2, _ => i - 1 }, null),
        ("begun anew", false, static i => i == 3 ? -1 : i - 1, null),
        ("begun anew each time", false, static _ => -1, null),
        ("begun anew, and one from before continued", true, static i => i switch { 3 => -1, 4 => 2, _ => i - 1 }, null),
    ];

    /// <summary>Publishes the head of every so many commit records into a folder.</summary>
    /// <param name="log">Whose heads.</param>
    /// <param name="signer">Who signs them.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="every">After how many records.</param>
    /// <param name="continues">Which head each continues, by their numbers; the one before by default.</param>
    public static async Task WriteAsync(ILogReader log, EcdsaLogSigner signer, string folder, int every, Func<int, int>? continues = null)
    {
        var sizes = new List<long>();
        var records = await log.ReadRecordsAsync(0, 100_000, default);
        var prover = new LogProver(log);
        Directory.CreateDirectory(folder);
        foreach (var stored in records.Where((_, i) => i % every == every - 1))
        {
            var record = CommitRecord.Decode(stored.Bytes.Span);
            var size = record.First.Value + record.Count;
            var head = new Checkpoint($"{signer.Name}/{log.Id}", size, record.Root, record.Number, CommitRecord.Hash(stored.Bytes.Span), record.Time);
            var old = (continues?.Invoke(sizes.Count) ?? sizes.Count - 1) is >= 0 and var before ? sizes[before] : 0;
            var published = new PublishedHead(old, await prover.ConsistencyAsync(old, size), SignedNote.Sign(head.ToText(), signer));
            File.WriteAllText(Path.Combine(folder, record.Number.ToString("D19", CultureInfo.InvariantCulture) + ".head"), published.ToText());
            sizes.Add(size);
        }
    }

    private static int Root(string file) => Array.IndexOf(File.ReadAllLines(file), "") + 3; // origin, size, root

    private static void Exchange(string first, string second)
    {
        var text = File.ReadAllText(first);
        File.Copy(second, first, overwrite: true);
        File.WriteAllText(second, text);
    }

    private static void Line(string file, int number, Func<string, string> edit) => Lines(file, lines =>
    {
        lines[number] = edit(lines[number]);
        return lines;
    });

    private static void Lines(string file, Func<string[], string[]> edit) => File.WriteAllText(file, string.Join('\n', edit(File.ReadAllText(file).Split('\n'))));
}
