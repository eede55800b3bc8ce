using ContactCenter.Audit;
using System.IO.Compression;
using System.Text;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Forms that are near the right one: whether a file is one, both say the same.</summary>
public sealed partial class OtherVerifierTests
{
    [Fact]
    public async Task Both_say_the_same_of_archives_that_programs_read_differently()
    {
        var (folder, _) = await MakeAsync(280, isSigned: false);
        var zip = Path.Combine(_at, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(folder, zip);
        var records = Directory.GetFiles(Path.Combine(folder, "records"), "*", SearchOption.AllDirectories).Single();
        var cases = new List<Case>();
        foreach (var (name, isBad, edit) in ArchiveEdits.All(Path.GetRelativePath(folder, records)))
        {
            var path = Path.Combine(_at, $"archive{cases.Count}.zip");
            await File.WriteAllBytesAsync(path, edit(await File.ReadAllBytesAsync(zip)));
            cases.Add(new Case(name, path, [], isBad));
        }

        await CompareAsync(cases, leastPlaces: 0);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public async Task Both_say_the_same_of_archives_with_any_bit_turned(CompressionLevel level)
    {
        var (folder, _) = await MakeAsync(280, isSigned: false);
        File.Delete(Path.Combine(folder, "entries.jsonl")); // nobody looks at it, and most bits would be there
        var zip = Path.Combine(_at, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(folder, zip, level, includeBaseDirectory: false);
        var honest = await File.ReadAllBytesAsync(zip);
        var directory = BitConverter.ToInt32(honest, honest.Length - 6);
        var random = new Random((int)level);
        var cases = new List<Case>();
        for (var i = 0; i < 120; i++)
        {
            byte[] bytes = [.. honest];
            var (at, bit) = (i % 3 == 0 ? random.Next(directory) : random.Next(directory, honest.Length), random.Next(8));
            bytes[at] ^= (byte)(1 << bit);
            var path = Path.Combine(_at, $"bit{i}.zip");
            await File.WriteAllBytesAsync(path, bytes);
            cases.Add(new Case($"bit {bit} of byte {at}, the directory at {directory}", path, [], IsBad: null));
        }

        await CompareAsync(cases, leastPlaces: 5);
    }

    [Fact]
    public async Task Both_say_the_same_of_manifests_and_heads_in_other_forms()
    {
        var (signed, head) = await MakeAsync(12, isSigned: true);
        var (unsigned, _) = await MakeAsync(13, isSigned: false);
        var text = head[..(head.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        (string Name, string Folder, string File, bool IsBad, Func<string, byte[]> Edit)[] edits =
        [
            ("no key's name, as null", unsigned, "manifest.json", true, static m => Bytes(m.Replace("\"log\"", "\"keyName\": null, \"log\"", StringComparison.Ordinal))),
            ("the key's name null", signed, "manifest.json", true, static m => Bytes(m.Replace("\"cc.example.com\"", "null", StringComparison.Ordinal))),
            ("a name of 100 characters of two units each", signed, "manifest.json", true, static m => Bytes(Named(m, 100))),
            ("a name of 129 characters", signed, "manifest.json", true, static m => Bytes(Named(m, 129))),
            ("nothing below 0", unsigned, "manifest.json", true, static m => Bytes(m.Replace("\"version\": 1", "\"version\": -1", StringComparison.Ordinal))),
            ("a mark before the manifest", unsigned, "manifest.json", true, static m => [0xEF, 0xBB, 0xBF, .. Bytes(m)]),
            ("a head without its signature", signed, "checkpoint", true, _ => Bytes(text)),
            ("a head with an empty line and no signature", signed, "checkpoint", false, _ => Bytes(text + "\n")), // what follows is not looked at
            ("no text behind the empty line", signed, "checkpoint", true, _ => [.. Bytes(text), (byte)'\n', 0xFF, 0xFE]),
            ("half a character behind the empty line", signed, "checkpoint", true, _ => [.. Bytes(text), (byte)'\n', 0xE2, 0x80]),
            ("a mark before the head", signed, "checkpoint", true, static h => [0xEF, 0xBB, 0xBF, .. Bytes(h)]),
            ("a head of more than 65,536 characters", signed, "checkpoint", true, static h => Bytes(h + new string('x', 65_536))),
            ("a head of fewer characters and more units", signed, "checkpoint", false, static h => Bytes(h + string.Concat(Enumerable.Repeat("\U0001F600", 40_000)))),
        ];
        var cases = new List<Case>();
        foreach (var (name, from, file, isBad, edit) in edits)
        {
            var folder = Path.Combine(_at, $"form{cases.Count}");
            Copy(from, folder);
            var path = Path.Combine(folder, file);
            await File.WriteAllBytesAsync(path, edit(await File.ReadAllTextAsync(path)));
            cases.Add(new Case(name, folder, [], isBad));
            if (from == signed)
            {
                cases.Add(new Case($"{name}, with the key", folder, KeyArguments, IsBad: true));
            }
        }

        foreach (var (name, isBad, bytes) in (ValueTuple<string, bool, byte[]>[])
            [("a head kept elsewhere", false, Bytes(head)), ("one with a mark before it", true, [0xEF, 0xBB, 0xBF, .. Bytes(head)]), ("one in UTF-16", true, Encoding.Unicode.GetBytes('\uFEFF' + head)), ("one in Latin", true, [.. Bytes(head), 0xE9])])
        {
            var kept = Path.Combine(_at, $"kept{cases.Count}");
            await File.WriteAllBytesAsync(kept, bytes);
            cases.Add(new Case(name, signed, ["--head", kept], isBad));
            cases.Add(new Case($"{name}, with the key", signed, [.. KeyArguments, "--head", kept], isBad));
        }

        await CompareAsync(cases, leastPlaces: 0);
    }

    [Fact]
    public async Task Both_say_the_same_of_receipts_in_other_forms()
    {
        var (folder, _) = await MakeAsync(14, isSigned: true);
        var honest = await File.ReadAllTextAsync(await ReceiptAsync(folder, 0, 3));
        var cases = new List<Case>();
        foreach (var (name, edited) in (ValueTuple<string, string>[])
        [
            ("changes of the key null", honest.Replace("\"version\": 1,", "\"version\": 1, \"handOvers\": null,", StringComparison.Ordinal)),
            ("an empty head", System.Text.RegularExpressions.Regex.Replace(honest, "\"head\": \"[^\"]*\"", "\"head\": \"\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))),
            ("0 below 0", honest.Replace("\"position\": 0", "\"position\": -0", StringComparison.Ordinal)),
            ("no entries, as null", honest.Replace("\"entries\": [", "\"entries\": null, \"e\": [", StringComparison.Ordinal)),
        ])
        {
            edited.ShouldNotBe(honest);
            var file = Path.Combine(_at, $"form{cases.Count}.json");
            await File.WriteAllTextAsync(file, edited);
            cases.Add(new Case(name, file, [], IsBad: true));
            cases.Add(new Case($"{name}, with the key", file, KeyArguments, IsBad: true));
        }

        foreach (var option in (string[])["--head", "--heads", "--signed-from"])
        {
            cases.Add(new Case(option, Path.Combine(_at, "receipt.json"), [.. KeyArguments, option, "1"], IsBad: true));
        }

        await CompareAsync(cases, leastPlaces: 0);
    }

    [Fact]
    public async Task Both_say_the_same_of_keys_in_other_forms()
    {
        var (folder, _) = await MakeAsync(14, isSigned: true);
        var pem = new LogKey(_signer.Name, _signer.PublicKey.Span).ToPem();
        var cases = new List<Case>();
        foreach (var (name, isBad, bytes) in (ValueTuple<string, bool, byte[]>[])
        [
            ("the key", false, Bytes(pem)),
            ("with other ends of lines", false, Bytes(pem.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n")),
            ("with empty lines before it", false, Bytes("\n\n" + pem)),
            ("with a mark before it", true, [0xEF, 0xBB, 0xBF, .. Bytes(pem)]),
            ("in UTF-16", true, Encoding.Unicode.GetBytes('\uFEFF' + pem)),
            ("with words before it", true, Bytes("our key:\n" + pem)),
            ("with words behind it", true, Bytes(pem + "\nour key\n")),
            ("twice", true, Bytes(pem + "\n" + pem)),
            ("the private one", true, Bytes(_signer.ToPem())),
            ("another one behind it", true, Bytes(pem + "\n" + _signer.ToPem())),
            ("under another name", true, Bytes(pem.Replace("PUBLIC KEY", "EC PUBLIC KEY", StringComparison.Ordinal))),
            ("a byte longer", true, Bytes(System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", [.. _signer.PublicKey.Span, 0]))),
        ])
        {
            var file = Path.Combine(_at, $"key{cases.Count}.pem");
            await File.WriteAllBytesAsync(file, bytes);
            cases.Add(new Case(name, folder, ["--key", file, .. KeyArguments[2..]], isBad));
        }

        await CompareAsync(cases, leastPlaces: 0);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Named(string manifest, int characters) =>
        manifest.Replace("cc.example.com", string.Concat(Enumerable.Repeat("\U0001F600", characters)), StringComparison.Ordinal);
}
