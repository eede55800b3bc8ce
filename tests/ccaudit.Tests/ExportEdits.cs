using System.Text;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>What somebody inside may do to an export, with the form at hand and a key of his own, but not the center's.</summary>
internal static class ExportEdits
{
    /// <summary>What is done, and whether it is bad; null where it depends on the place hit.</summary>
    public static IReadOnlyList<(string Name, bool? IsBad, Action<Doctor> Edit)> All { get; } =
    [
        ("a byte of an entry", true, d => d.Parts(p => p.Entries[d.Any(p.Entries)] = d.Flip(p.Entries[d.Last]))),
        ("an entry dropped", true, d => d.Parts(p => { p.Entries.RemoveAt(d.Any(p.Entries)); p.Manifest["entries"] = p.Entries.Count; })),
        ("two entries swapped", true, d => d.Parts(p => Swap(p, d.Any(p.Entries), d.Any(p.Entries)))),
        ("an entry put in", true, d => d.Parts(p => { p.Entries.Insert(d.Any(p.Entries), p.Entries[0]); p.Manifest["entries"] = p.Entries.Count; })),
        ("an entry put at the end", true, d => d.Parts(p => { p.Entries.Add(p.Entries[0]); p.Manifest["entries"] = p.Entries.Count; })),
        ("the tail cut off, and all made to fit", true, d => d.Parts(p => { Cut(p, 1 + d.Random.Next(p.Records.Count - 1)); p.RefitHead(d.Forger); })),
        ("an entry dropped, and all made to fit", true, d => d.Parts(p => { p.Entries.RemoveAt(d.Any(p.Entries)); p.Refit(d.Forger); })),
        ("two entries swapped, and all made to fit", true, d => d.Parts(p => { Swap(p, 0, 1 + d.Random.Next(p.Entries.Count - 1)); p.Refit(d.Forger); })),
        ("a record's root", true, d => d.Record(r => r with { Root = d.Flip(r.Root.ToArray()) })),
        ("a record's count", true, d => d.Record(r => r with { Count = r.Count + 1 })),
        ("a record's first", true, d => d.Record(r => r with { First = new(r.First.Value + 1) })),
        ("a record's epoch, and all made to fit", true, d => d.AllRecords(r => r.Number == d.Last ? r with { Epoch = r.Epoch + 1 } : r)),
        ("an opening that raises nothing, and all made to fit", true, d => d.AllRecords(static r => r with { Epoch = 1 })),
        ("a record's time, and all made to fit", true, d => d.AllRecords(r => r.Number == d.Last ? r with { Time = DateTimeOffset.UnixEpoch } : r)),
        ("the first opening taken out, and all made to fit", true, d => d.Parts(p => { p.Records.RemoveAt(0); p.Refit(d.Forger); })),
        ("a record dropped", true, d => d.Parts(p => { p.Records.RemoveAt(d.Any(p.Records)); p.Manifest["records"] = p.Records.Count; })),
        ("a record twice", true, d => d.Parts(p => { p.Records.Insert(d.Any(p.Records), p.Records[d.Last]); p.Manifest["records"] = p.Records.Count; })),
        ("a byte of the last record, with a head that fits", null, d => d.Parts(p => { p.Records[^1] = (d.Flip(p.Records[^1].Bytes), p.Records[^1].Signature); TryRefitHead(p, d); })),
        ("a signature's bit", true, d => d.Signature(d.Flip)),
        ("a signature taken off", true, d => d.Signature(static _ => [])),
        ("a signature cut", true, d => d.Signature(s => s[..d.Random.Next(s.Length)])),
        ("a signature with a byte more", true, d => d.Signature(static s => [.. s, 0])),
        ("a signature in another encoding", true, d => d.Signature(static s => [0x30, 0x81, s[1], .. s[2..]])),
        ("another's signature", true, d => d.Parts(p => p.Records[d.Any(p.Records)] = (p.Records[d.Last].Bytes, d.Thief.SignHash(CommitRecord.Hash(p.Records[d.Last].Bytes))))),
        ("the signature of another record", true, d => d.Parts(p => p.Records[^1] = (p.Records[^1].Bytes, p.Records[0].Signature))),
        ("entries counted wrong", true, d => d.Manifest("\"entries\": ", 1)),
        ("records counted wrong", true, d => d.Manifest("\"records\": ", 1)),
        ("another version", true, d => d.Text("manifest.json", "\"version\": 1", "\"version\": 2")),
        ("another log's name", true, d => d.Text("manifest.json", "\"acme\"", "\"acm\"")),
        ("another key's name", true, d => d.Text("manifest.json", "\"cc.example.com\"", "\"dd.example.com\"")),
        ("no key's name", true, d => d.Text("manifest.json", ",\n  \"keyName\": \"cc.example.com\"", "")),
        ("a member twice", true, d => d.Text("manifest.json", "\"log\": \"acme\"", "\"log\": \"acme\", \"log\": \"acme\"")),
        ("a member nobody knows", true, d => d.Text("manifest.json", "\"log\": \"acme\"", "\"log\": \"acme\", \"also\": 1")),
        ("a number with a fraction", true, d => d.Text("manifest.json", "\"version\": 1", "\"version\": 1.0")),
        ("more space in the manifest", false, d => d.Text("manifest.json", "\"version\": 1", "  \"version\" :\t1")),
        ("a byte of a tile", true, d => d.File("tile/0/000", d.Flip)),
        ("a tile cut", true, d => d.File("tile/0/000", static b => b[..^32])),
        ("a tile taken out", true, d => File.Delete(d.Path("tile/0/000"))),
        ("an unfinished tile", false, d => d.File(Directory.GetFiles(d.Path("tile/0"), "*", SearchOption.AllDirectories).Single(static f => f.Contains(".p", StringComparison.Ordinal)), d.Flip)),
        ("a character of the head", null, d => d.File("checkpoint", d.Flip)),
        ("another size in the head", true, d => d.Text("checkpoint", "\n" + d.Size + "\n", "\n" + (d.Size - 1) + "\n")),
        ("a sixth line in the head", true, d => d.Text("checkpoint", "\ntime ", "\nmore\ntime ")),
        ("a time with fewer digits", true, d => d.Text("checkpoint", "Z\n", "0Z\n")),
        ("the head taken out", true, d => File.Delete(d.Path("checkpoint"))),
        ("the head signed by a thief", true, d => d.Parts(p => p.RefitHead(d.Thief))),
        ("a frame's length", true, d => d.File("entries/000", b => { b[d.Random.Next(4)] ^= (byte)(1 << d.Random.Next(8)); return b; })),
        ("a length of 4 GiB", true, d => d.File("records/000", static b => [0xFF, 0xFF, 0xFF, 0xFF, .. b[4..]], "records")),
        ("a byte behind a bundle", true, d => d.File("entries/000", static b => [.. b, 0])),
        ("a bundle cut", true, d => d.File("entries/000", b => b[..d.Random.Next(b.Length)])),
        ("a bundle taken out", true, d => File.Delete(d.Path("entries/000"))),
        ("the lines for people", false, d => d.Text("entries.jsonl", "\"position\":0", "\"position\":7")),
        ("the key given along", false, d => { if (File.Exists(d.Path("key.pem"))) { d.File("key.pem", d.Flip); } }),
        ("a file more", false, d => File.WriteAllText(d.Path("diary.txt"), "mine")),
        ("the manifest taken out", true, d => File.Delete(d.Path("manifest.json"))),
    ];

    public static bool NeedsKey(string name) => name.Contains("signature", StringComparison.Ordinal) || name.Contains("key's", StringComparison.Ordinal) || name.Contains("thief", StringComparison.Ordinal);

    /// <summary>Whether it shows without anybody's key or head: all but what was made to fit and is right by every rule.</summary>
    public static bool ShowsUnsigned(string name) => name is not ("the tail cut off, and all made to fit" or "an entry dropped, and all made to fit" or "two entries swapped, and all made to fit");

    private static void Swap(ExportParts parts, int one, int other)
    {
        other = one == other ? (one + 1) % parts.Entries.Count : other;
        (parts.Entries[one], parts.Entries[other]) = (parts.Entries[other], parts.Entries[one]);
    }

    private static void Cut(ExportParts parts, int records)
    {
        var last = CommitRecord.Decode(parts.Records[records - 1].Bytes);
        parts.Records.RemoveRange(records, parts.Records.Count - records);
        parts.Entries.RemoveRange((int)last.First.Value + last.Count, parts.Entries.Count - (int)last.First.Value - last.Count);
    }

    private static void TryRefitHead(ExportParts parts, Doctor doctor)
    {
        try
        {
            parts.RefitHead(doctor.Forger);
        }
        catch (LogFormatException)
        {
            // the byte hit the encoding itself: no head speaks of what cannot be read
        }
    }

    /// <summary>One export that is being doctored, by chance that can be repeated.</summary>
    public sealed class Doctor(string folder, Random random, EcdsaLogSigner thief, bool isSigned)
    {
        public Random Random => random;

        public EcdsaLogSigner Thief => thief;

        /// <summary>Who signs what is made to fit: the log's own kind of export stays.</summary>
        public EcdsaLogSigner? Forger => isSigned ? thief : null;

        /// <summary>What <see cref="Any"/> gave last.</summary>
        public int Last { get; private set; } = 5;

        public int Size { get; } = 280;

        public int Any<T>(List<T> of) => Last = random.Next(of.Count);

        public string Path(string name) => System.IO.Path.Combine(folder, name);

        public byte[] Flip(byte[] bytes)
        {
            var altered = bytes.ToArray();
            altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            return altered;
        }

        public void File(string name, Func<byte[], byte[]> edit, string? fallback = null)
        {
            var path = fallback is null || System.IO.File.Exists(Path(name)) ? Path(name) : Directory.GetFiles(Path(fallback), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
            System.IO.File.WriteAllBytes(path, edit(System.IO.File.ReadAllBytes(path)));
        }

        public void Text(string name, string from, string to)
        {
            var text = System.IO.File.ReadAllText(Path(name));
            text.ShouldContain(from);
            var at = text.IndexOf(from, StringComparison.Ordinal);
            System.IO.File.WriteAllText(Path(name), text[..at] + to + text[(at + from.Length)..], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        /// <summary>Counts a manifest's number up or down.</summary>
        public void Manifest(string member, int by)
        {
            var text = System.IO.File.ReadAllText(Path("manifest.json"));
            var at = text.IndexOf(member, StringComparison.Ordinal) + member.Length;
            var number = new string([.. text[at..].TakeWhile(char.IsAsciiDigit)]);
            Text("manifest.json", member + number, member + (int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? by : -by)));
        }

        public void Parts(Action<ExportParts> edit)
        {
            var parts = ExportParts.Of(folder);
            edit(parts);
            parts.Save();
        }

        public void Record(Func<CommitRecord, CommitRecord> edit) => Parts(p =>
            p.Records[Any(p.Records)] = (edit(CommitRecord.Decode(p.Records[Last].Bytes)).Encode(), p.Records[Last].Signature));

        public void AllRecords(Func<CommitRecord, CommitRecord> edit) => Parts(p =>
        {
            Last = 1 + random.Next(p.Records.Count - 2);
            p.Refit(Forger, edit);
        });

        public void Signature(Func<byte[], byte[]> edit) => Parts(p => p.Records[Any(p.Records)] = (p.Records[Last].Bytes, edit(p.Records[Last].Signature)));
    }
}
