using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>An export taken apart, to be doctored and put together again as somebody would who knows the form but not the key.</summary>
internal sealed class ExportParts
{
    private readonly string _folder;

    private ExportParts(string folder, JsonObject manifest) => (_folder, Manifest) = (folder, manifest);

    public JsonObject Manifest { get; }

    public List<byte[]> Entries { get; } = [];

    public List<(byte[] Bytes, byte[] Signature)> Records { get; } = [];

    public string Checkpoint { get; set; } = "";

    private LogId Log => new((string)Manifest["log"]!);

    public static ExportParts Of(string folder)
    {
        var parts = new ExportParts(folder, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")))!.AsObject()) { Checkpoint = File.ReadAllText(Path.Combine(folder, "checkpoint")) };
        parts.Entries.AddRange(Bundles(folder, "entries").SelectMany(static b => Frames(b)));
        parts.Records.AddRange(Bundles(folder, "records").SelectMany(static b => Frames(b)).Chunk(2).Select(static r => (r[0], r[1])));
        return parts;
    }

    /// <summary>Makes roots, chain, numbers, tiles and head fit the entries again; signed by <paramref name="thief"/>, or by nobody.</summary>
    public void Refit(EcdsaLogSigner? thief, Func<CommitRecord, CommitRecord>? change = null)
    {
        var (edge, previous) = (new MerkleFrontier(), new byte[MerkleHash.Size]);
        for (var i = 0; i < Records.Count; i++)
        {
            var record = CommitRecord.Decode(Records[i].Bytes);
            record = record with { Number = i, First = new LogPosition(edge.Size), Count = (int)Math.Clamp(Entries.Count - edge.Size, 0, i == Records.Count - 1 && record.Count > 0 ? int.MaxValue : record.Count), Previous = previous };
            for (var n = 0; n < record.Count; n++)
            {
                edge.Append(MerkleHash.Leaf(Entries[(int)edge.Size]));
            }

            record = record with { Root = edge.Root() };
            var bytes = (change?.Invoke(record) ?? record).Encode();
            previous = CommitRecord.Hash(bytes);
            Records[i] = (bytes, thief?.SignHash(previous) ?? []);
        }

        RefitHead(thief);
        Retile();
    }

    /// <summary>The head of the last record, whatever that says.</summary>
    public void RefitHead(EcdsaLogSigner? thief)
    {
        var (bytes, _) = Records[^1];
        var last = CommitRecord.Decode(bytes);
        var origin = thief is null ? Log.Value : $"{thief.Name}/{Log}";
        var head = new Checkpoint(origin, last.First.Value + last.Count, last.Root, last.Number, CommitRecord.Hash(bytes), last.Time).ToText();
        Checkpoint = thief is null ? head : SignedNote.Sign(head, thief);
        (Manifest["entries"], Manifest["records"]) = (Entries.Count, Records.Count);
    }

    /// <summary>Writes everything but the tiles back.</summary>
    public void Save()
    {
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), Manifest.ToJsonString());
        File.WriteAllText(Path.Combine(_folder, "checkpoint"), Checkpoint);
        WriteBundles("entries", [.. Entries.Select(static e => (byte[][])[e])]);
        WriteBundles("records", [.. Records.Select(static r => (byte[][])[r.Bytes, r.Signature])]);
    }

    private void Retile()
    {
        for (var tile = 0; (tile + 1) * MerkleTile.Width <= Entries.Count; tile++)
        {
            var hashes = Entries.Skip(tile * MerkleTile.Width).Take(MerkleTile.Width).SelectMany(static e => MerkleHash.Leaf(e)).ToArray();
            File.WriteAllBytes(Path.Combine(_folder, MerkleTile.Path("tile/0", tile, MerkleTile.Width)), hashes);
        }
    }

    private void WriteBundles(string kind, List<byte[][]> parts)
    {
        Directory.Delete(Path.Combine(_folder, kind), recursive: true); // other numbers, other names
        for (var bundle = 0; bundle * MerkleTile.Width < parts.Count; bundle++)
        {
            var inside = parts.Skip(bundle * MerkleTile.Width).Take(MerkleTile.Width).ToList();
            var file = Path.Combine(_folder, MerkleTile.Path(kind, bundle, inside.Count));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var to = File.Create(file);
            foreach (var bytes in inside.SelectMany(static p => p))
            {
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
                to.Write(length);
                to.Write(bytes);
            }
        }
    }

    private static IEnumerable<byte[]> Bundles(string folder, string kind) => Directory.Exists(Path.Combine(folder, kind))
        ? Directory.EnumerateFiles(Path.Combine(folder, kind), "*", SearchOption.AllDirectories).OrderBy(static f => f.Replace(".p", "", StringComparison.Ordinal), StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];

    private static IEnumerable<byte[]> Frames(byte[] bundle)
    {
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bundle.AsSpan(at));
            yield return bundle[(at + 4)..(at + 4 + length)];
            at += 4 + length;
        }
    }
}
