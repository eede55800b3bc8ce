using System.Globalization;
using System.Text.Json.Nodes;
using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>A log whose key was changed twice: whoever has any one of the three follows, and both verifiers refuse the same.</summary>
public sealed partial class OtherVerifierTests
{
    private const string Second = "second.pem";
    private const string Third = "third.pem";

    private readonly EcdsaLogSigner _second = EcdsaLogSigner.Create(KeyName);
    private readonly EcdsaLogSigner _third = EcdsaLogSigner.Create(KeyName);

    [Theory]
    [InlineData("public.pem")]
    [InlineData(Second)]
    [InlineData(Third)]
    public async Task Both_follow_changes_of_the_key_from_any_one_of_the_keys(string given)
    {
        var folder = await MakeChangedAsync();
        var heads = await PublishAsync(folder, Path.Combine(_at, "heads"));

        (await BothAsync(folder, Given(given))).ShouldBe((new Answer(0, null), new Answer(0, null)));
        (await BothAsync(folder, [.. Given(given), "--heads", heads])).ShouldBe((new Answer(0, null), new Answer(0, null)));
        (await BothAsync(await ReceiptAsync(folder, 0, 150, 299), Given(given))).ShouldBe((new Answer(0, null), new Answer(0, null)));
    }

    [Fact]
    public async Task Both_say_the_same_of_every_doctored_change_of_the_key()
    {
        var honest = await MakeChangedAsync();
        var (one, two) = Changes(ExportParts.Of(honest));
        (string Name, Action<ExportParts> Edit)[] edits =
        [
            ("a bit of the hand-over's signature", p => p.Records[one] = (p.Records[one].Bytes, Flipped(p.Records[one].Signature, ^1))),
            ("no signature under the hand-over", p => p.Records[one] = (p.Records[one].Bytes, [])),
            ("the hand-over signed by a thief", p => p.Records[one] = (p.Records[one].Bytes, _thief.SignHash(CommitRecord.Hash(p.Records[one].Bytes)))),
            ("a bit of the acceptance", p => p.Records[one] = (Flipped(p.Records[one].Bytes, ^1), p.Records[one].Signature)),
            ("a bit of the new key", p => p.Records[two] = (Flipped(p.Records[two].Bytes, ^100), p.Records[two].Signature)),
            ("a bit of the old key", p => p.Records[two] = (Flipped(p.Records[two].Bytes, ^190), p.Records[two].Signature)),
            ("a thief's key handed over to", p => Resign(p, n => n > one ? _thief : _signer, (n, r) => n == one ? HandOver(r, _signer, _thief) : r, signHandOver: false)),
            ("a thief's key, accepted, by a thief's hand", p => Resign(p, n => n >= one ? _thief : _signer, (n, r) => n == one ? HandOver(r, _signer, _thief) : n == two ? Without(r) : r)),
            ("a key that has not accepted", p => Resign(p, n => n <= one ? _signer : n <= two ? _second : _third, (n, r) => n == one ? HandOver(r, _signer, _second, _thief) : r)),
            ("the first hand-over made an opening", p => Resign(p, n => n <= one ? _signer : n <= two ? _second : _third, (n, r) => n == one ? Without(r) : r)),
            ("the second hand-over made an opening", p => Resign(p, n => n <= one ? _signer : n <= two ? _second : _third, (n, r) => n == two ? Without(r) : r)),
            ("the first hand-over taken out", p => { p.Records.RemoveAt(one); p.Manifest["records"] = p.Records.Count; }),
            ("the hand-overs exchanged", p => (p.Records[one], p.Records[two]) = (p.Records[two], p.Records[one])),
            ("the hand-overs exchanged, and all made to fit", p => Resign(p, n => n <= one ? _second : n <= two ? _signer : _third, (n, r) => n == one ? HandOver(r, _second, _third) : n == two ? HandOver(r, _signer, _second) : r)),
            ("a record behind the change signed with the old key", p => p.Records[one + 2] = (p.Records[one + 2].Bytes, _signer.SignHash(CommitRecord.Hash(p.Records[one + 2].Bytes)))),
            ("all behind the change signed with the old key", p => Resign(p, _ => _signer, static (_, r) => r)),
            ("a record before the change signed with the new key", p => p.Records[one - 1] = (p.Records[one - 1].Bytes, _second.SignHash(CommitRecord.Hash(p.Records[one - 1].Bytes)))),
            ("the head signed with the first key", p => p.RefitHead(_signer)),
            ("the head signed with the second key", p => p.RefitHead(_second)),
            ("the head signed by a thief", p => p.RefitHead(_thief)),
            ("a byte of an entry before the change", static p => p.Entries[3] = Flipped(p.Entries[3], ^1)),
            ("an entry of the end, and a bit of the hand-over", p => { p.Entries[^1] = Flipped(p.Entries[^1], ^1); p.Records[one] = (Flipped(p.Records[one].Bytes, ^1), p.Records[one].Signature); }),
            ("an entry of the beginning, and a bit of the hand-over", p => { p.Entries[0] = Flipped(p.Entries[0], ^1); p.Records[one] = (Flipped(p.Records[one].Bytes, ^1), p.Records[one].Signature); }),
            ("a hand-over that speaks of entries", p => Resign(p, n => n <= one ? _signer : n <= two ? _second : _third, (n, r) => n == one ? r with { Count = 1 } : r)),
        ];
        var cases = new List<Case>();
        foreach (var (name, edit) in edits)
        {
            var folder = Path.Combine(_at, $"change{cases.Count}");
            Copy(honest, folder);
            var parts = ExportParts.Of(folder);
            edit(parts);
            parts.Save();
            cases.AddRange(from given in (string[])["public.pem", Second, Third] select new Case($"{name}, {given}", folder, Given(given), IsBad: true));
        }

        await CompareAsync(cases, leastPlaces: 50);
    }

    [Fact]
    public async Task A_thief_of_the_old_key_who_leaves_the_change_out_is_seen_by_whoever_has_a_later_key_or_a_head()
    {
        var honest = await MakeChangedAsync();
        var heads = await PublishAsync(honest, Path.Combine(_at, "heads"));
        var forged = Path.Combine(_at, "forged");
        Copy(honest, forged);
        var parts = ExportParts.Of(forged);
        Resign(parts, _ => _signer, static (_, r) => Without(r));
        parts.RefitHead(_signer);
        parts.Save();

        await CompareAsync(
            [
                new Case("the first key alone: a head kept elsewhere is what tells, as without a change", forged, Given("public.pem"), IsBad: false),
                new Case("with published heads", forged, [.. Given("public.pem"), "--heads", heads], IsBad: true),
                new Case("the second key", forged, Given(Second), IsBad: true),
                new Case("the third key", forged, Given(Third), IsBad: true),
            ],
            leastPlaces: 1);
    }

    [Fact]
    public async Task Both_say_the_same_of_published_heads_with_doctored_changes_of_the_key()
    {
        var honest = await MakeChangedAsync();
        var last = (await HeadsOfAsync(honest))[^1].Head;
        (string Name, bool IsBad, Action<string[]> Edit)[] edits =
        [
            ("no changes in one of them", false, static f => Edit(f[^2], static l => [.. l.Where(static x => !x.StartsWith("key ", StringComparison.Ordinal))])),
            ("no changes in any", false, static f => Array.ForEach(f, static name => Edit(name, static l => [.. l.Where(static x => !x.StartsWith("key ", StringComparison.Ordinal))]))), // the log itself has them
            ("a head signed with the replaced key", true, f => Edit(f[^1], l => [.. l[..^8], .. SignedNote.Sign(last.ToText(), _signer).Split('\n')])),
            ("a head signed with the key replaced last", true, f => Edit(f[^1], l => [.. l[..^8], .. SignedNote.Sign(last.ToText(), _second).Split('\n')])),
            ("a signature of a change altered, which the log itself has", false, static f => Edit(f[^1], static l => [l[0], l[1][..^8] + (l[1][^8] == 'A' ? 'B' : 'A') + l[1][^7..], .. l[2..]])),
            ("a change of another form", true, static f => Edit(f[^1], static l => [l[0], l[1] + " more", .. l[2..]])),
            ("a commit record that changes nothing", true, f => Edit(f[^1], l => [l[0], $"key {Convert.ToBase64String(ExportParts.Of(honest).Records[1].Bytes)} {l[1].Split(' ')[2]}", .. l[2..]])),
            ("a thief's change in the place of ours", true, f => Edit(f[^1], l => [l[0], l[1], Forged(honest), .. l[3..]])),
        ];
        var cases = new List<Case>();
        foreach (var (name, isBad, edit) in edits)
        {
            var heads = await PublishAsync(honest, Path.Combine(_at, $"changed{cases.Count}"));
            edit([.. Directory.GetFiles(heads).Order(StringComparer.Ordinal)]);
            cases.Add(new Case(name, honest, [.. Given("public.pem"), "--heads", heads], isBad));
        }

        await CompareAsync(cases, leastPlaces: 3);
    }

    [Fact]
    public async Task Both_say_the_same_of_receipts_with_doctored_changes_of_the_key()
    {
        var folder = await MakeChangedAsync();
        var honest = await File.ReadAllTextAsync(await ReceiptAsync(folder, 1, 200));
        var head = Checkpoint.Read((string)JsonNode.Parse(honest)!["head"]!, null);
        var cases = new List<Case>();
        foreach (var (name, edit) in new (string, Action<JsonObject>)[]
        {
            ("no changes", static r => r.Remove("handOvers")),
            ("an empty list of changes", static r => r["handOvers"] = new JsonArray()),
            ("the first change left out", static r => r["handOvers"]!.AsArray().RemoveAt(0)),
            ("the last change left out", static r => r["handOvers"]!.AsArray().RemoveAt(1)),
            ("the changes exchanged", static r => r["handOvers"] = new JsonArray(r["handOvers"]![1]!.DeepClone(), r["handOvers"]![0]!.DeepClone())),
            ("a change twice", static r => r["handOvers"]!.AsArray().Insert(0, r["handOvers"]![0]!.DeepClone())),
            ("a change's signature altered", static r => r["handOvers"]![0]!["signature"] = r["handOvers"]![1]!["signature"]!.DeepClone()),
            ("a change with a member more", static r => r["handOvers"]![0]!["also"] = 1),
            ("a change without its signature", static r => r["handOvers"]![0]!["signature"] = ""),
            ("the head signed with the replaced key", r => r["head"] = SignedNote.Sign(head.ToText(), _signer)),
            ("the head signed with the key replaced last", r => r["head"] = SignedNote.Sign(head.ToText(), _second)),
            ("the head signed by a thief", r => r["head"] = SignedNote.Sign(head.ToText(), _thief)),
        })
        {
            var receipt = JsonNode.Parse(honest)!.AsObject();
            edit(receipt);
            var file = Path.Combine(_at, $"changed{cases.Count}.json");
            File.WriteAllText(file, receipt.ToJsonString());
            cases.Add(new Case(name, file, Given("public.pem"), IsBad: true));
        }

        await CompareAsync(cases, leastPlaces: 7);
    }

    /// <summary>300 entries; the key is changed after 100 and after 200.</summary>
    private async Task<string> MakeChangedAsync()
    {
        foreach (var (file, signer) in ((string, EcdsaLogSigner)[])[(Second, _second), (Third, _third)])
        {
            File.WriteAllText(Path.Combine(_at, file), new LogKey(KeyName, signer.PublicKey.Span).ToPem());
        }

        var store = new MemoryLogStore(new LogId("acme"));
        EcdsaLogSigner[] signers = [_signer, _second, _third];
        for (var i = 0; i < signers.Length; i++)
        {
            await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = signers[i], PreviousSigners = signers[..i] }, TimeProvider.System);
            for (var n = 0; n < 100; n += 20)
            {
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range((100 * i) + n, 20).Select(RichEntries.Entry)]));
            }
        }

        var folder = Path.Combine(_at, "changed");
        await LogExport.WriteAsync(store, folder, new LogExportOptions { Signer = _third });
        return folder;
    }

    private string[] Given(string file) => ["--key", Path.Combine(_at, file), "--key-name", KeyName];

    private async Task<List<PublishedHead>> HeadsOfAsync(string export)
    {
        using var log = LogExportReader.Open(export);
        var records = await log.ReadRecordsAsync(0, 1_000, default);
        var (heads, changes, prover, old) = (new List<PublishedHead>(), new List<StoredRecord>(), new LogProver(log), 0L);
        foreach (var stored in records)
        {
            var record = CommitRecord.Decode(stored.Bytes.Span);
            if (record.HandOver is not null)
            {
                changes.Add(stored);
            }
            else if (record.Count > 0)
            {
                var size = record.First.Value + record.Count;
                var head = new Checkpoint($"{KeyName}/{log.Id}", size, record.Root, record.Number, CommitRecord.Hash(stored.Bytes.Span), record.Time);
                EcdsaLogSigner[] signers = [_signer, _second, _third];
                heads.Add(new PublishedHead(old, await prover.ConsistencyAsync(old, size), SignedNote.Sign(head.ToText(), signers[changes.Count])) { HandOvers = [.. changes] });
                old = size;
            }
        }

        return heads;
    }

    private async Task<string> PublishAsync(string export, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var head in await HeadsOfAsync(export))
        {
            File.WriteAllText(Path.Combine(to, head.Head.Record.ToString("D19", CultureInfo.InvariantCulture) + ".head"), head.ToText());
        }

        return to;
    }

    private static (int One, int Two) Changes(ExportParts parts)
    {
        var found = Enumerable.Range(0, parts.Records.Count).Where(n => CommitRecord.IsHandOver(parts.Records[n].Bytes)).ToList();
        return (found[0], found[1]);
    }

    /// <summary>Chains the records anew after a change, each signed by whoever has the key for it.</summary>
    private static void Resign(ExportParts parts, Func<int, EcdsaLogSigner> signer, Func<int, CommitRecord, CommitRecord> change, bool signHandOver = true)
    {
        var previous = new byte[MerkleHash.Size];
        for (var i = 0; i < parts.Records.Count; i++)
        {
            var record = change(i, CommitRecord.Decode(parts.Records[i].Bytes) with { Previous = previous });
            var bytes = record.Encode();
            previous = CommitRecord.Hash(bytes);
            parts.Records[i] = (bytes, record.HandOver is null || signHandOver ? signer(i).SignHash(previous) : parts.Records[i].Signature);
        }

        parts.RefitHead(signer(parts.Records.Count));
    }

    private static CommitRecord HandOver(CommitRecord record, EcdsaLogSigner from, EcdsaLogSigner to, EcdsaLogSigner? accepting = null)
    {
        var changed = record with { HandOver = new KeyHandOver(from.PublicKey, to.PublicKey, default) };
        return changed with { HandOver = changed.HandOver with { Acceptance = (accepting ?? to).SignHash(changed.AcceptanceHash()) } };
    }

    private static CommitRecord Without(CommitRecord record) => record with { HandOver = null };

    /// <summary>The second change, to a thief's key, by the thief's hand.</summary>
    private string Forged(string export)
    {
        var parts = ExportParts.Of(export);
        var record = HandOver(CommitRecord.Decode(parts.Records[Changes(parts).Two].Bytes), _second, _thief);
        return $"key {Convert.ToBase64String(record.Encode())} {Convert.ToBase64String(_thief.SignHash(CommitRecord.Hash(record.Encode())))}";
    }

    private static byte[] Flipped(byte[] bytes, Index at)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= 1;
        return copy;
    }

    private static void Edit(string file, Func<string[], string[]> edit) => File.WriteAllText(file, string.Join('\n', edit(File.ReadAllText(file).Split('\n'))));
}
