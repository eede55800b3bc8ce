using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Receipts;

public sealed class LogReceiptTests : IDisposable
{
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com");
    private readonly MemoryLogStore _store = new(new LogId("acme"));

    private LogKey Key => new(_signer.Name, _signer.PublicKey.Span);

    [Fact]
    public async Task A_receipt_is_checked_with_the_key_alone()
    {
        var (receipt, _) = await MakeAsync(3, 17, 255, 256, 399);

        var again = LogReceipt.FromJson(receipt.ToJson());

        again.FindFault(Key).ShouldBeNull();
        again.Entries.Select(static e => e.Position.Value).ShouldBe([3, 17, 255, 256, 399]);
        EntryCodec.Decode(again.Log, again.Entries[1].Position, again.Entries[1].Bytes).Entry.Id.ShouldBe(SampleEntries.Entry(17).Id);
    }

    [Fact]
    public async Task What_was_altered_in_a_receipt_is_named()
    {
        var (receipt, entries) = await MakeAsync(3, 17);

        Fault(receipt with { Entries = [entries[0] with { Position = new LogPosition(4) }, entries[1]] }).ShouldContain("Entry 4 is not in the log as the receipt has it");
        Fault(receipt with { Entries = [entries[0], entries[1] with { Bytes = entries[0].Bytes }] }).ShouldContain("Entry 17 is not in the log");
        Fault(receipt with { Entries = [entries[0] with { Bytes = entries[0].Bytes[1..] }] }).ShouldContain("is damaged or altered");
        Fault(receipt with { Entries = [entries[0] with { Proof = entries[1].Proof }] }).ShouldContain("its proof does not lead to the head");
        Fault(receipt with { Log = new LogId("other") }).ShouldContain("not of log 'other'");
        Fault(receipt with { Head = receipt.Head.Replace("\n400\n", "\n401\n", StringComparison.Ordinal) }).ShouldContain("signature by 'cc.example.com' is wrong");

        using var thief = EcdsaLogSigner.Create("thief.example.com");
        Fault(receipt with { Head = SignedNote.Sign(Checkpoint.Read(receipt.Head, null).ToText(), thief) }).ShouldContain("no signature by the key");

        string Fault(LogReceipt altered) => LogReceipt.FromJson(altered.ToJson()).FindFault(Key).ShouldNotBeNull().Cause;
    }

    [Fact]
    public async Task A_head_of_the_same_log_name_elsewhere_proves_nothing_with_a_key()
    {
        var (receipt, _) = await MakeAsync(3);
        var elsewhere = receipt with { Head = SignedNote.Sign((Checkpoint.Read(receipt.Head, null) with { Origin = "evil.example.com/acme" }).ToText(), _signer) };

        elsewhere.FindFault(null).ShouldBeNull();
        elsewhere.FindFault(Key).ShouldNotBeNull().Cause.ShouldContain("is one of 'evil.example.com/acme'");
    }

    [Fact]
    public async Task A_receipt_against_a_head_the_log_does_not_have_is_not_made()
    {
        var (receipt, _) = await MakeAsync(1);
        var other = Checkpoint.Read(receipt.Head, null) with { Root = new byte[32] };

        (await Should.ThrowAsync<LogFormatException>(async () => await LogReceipt.MakeAsync(_store, [new LogPosition(1)], other.ToText()))).Message.ShouldContain("another root");
        (await Should.ThrowAsync<LogFormatException>(async () => await LogReceipt.MakeAsync(_store, [new LogPosition(400)], receipt.Head))).Message.ShouldContain("has no entry 400");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x"}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":2,"log":"acme","head":"x","entries":[]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"..","head":"x","entries":[]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[{"position":-1,"bytes":"AA==","proof":""}]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","log":"acme","head":"x","entries":[]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[],"more":1}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[{"position":2,"bytes":"AA==","proof":""},{"position":2,"bytes":"AA==","proof":""}]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[{"position":1,"bytes":"AB==","proof":""}]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[{"position":1,"bytes":" AA==","proof":""}]}""")]
    [InlineData("""{"format":"contactcenter-receipt","version":1,"log":"acme","head":"x","entries":[{"position":1,"position":1,"bytes":"AA==","proof":""}]}""")]
    public void What_is_no_receipt_is_refused(string json) => Should.Throw<LogFormatException>(() => LogReceipt.FromJson(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task A_receipt_of_another_form_is_none_whoever_would_take_it()
    {
        var (receipt, _) = await MakeAsync(0, 17);
        var json = System.Text.Encoding.UTF8.GetString(receipt.ToJson());

        foreach (var (one, other) in (ValueTuple<string, string>[])[("\"head\": \"", "\"head\": \"\\n"), ("\"position\": 0", "\"position\": -0"), ("\"version\": 1,", "\"version\": 1, \"handOvers\": null,")])
        {
            json.ShouldContain(one);
            Should.Throw<LogFormatException>(() => LogReceipt.FromJson(System.Text.Encoding.UTF8.GetBytes(json.Replace(one, other, StringComparison.Ordinal)))).Message.ShouldBe("This is no receipt of version 1.");
        }
    }

    [Fact]
    public async Task A_receipt_that_nobody_would_read_is_not_made()
    {
        var (receipt, entries) = await MakeAsync(3);
        var large = receipt with { Entries = [.. Enumerable.Range(0, 60).Select(n => entries[0] with { Position = new LogPosition(n), Bytes = new byte[1024 * 1024] })] };

        Should.Throw<InvalidOperationException>(() => large.ToJson()).Message.ShouldEndWith("bytes, and a receipt has at most 67108864. Choose fewer entries, make several receipts, or export the log.");
        Should.Throw<LogFormatException>(() => LogReceipt.FromJson(new byte[LogReceipt.MaxBytes + 1])).Message.ShouldBe("A receipt has at most 67108864 bytes, and this has 67108865.");
    }

    public void Dispose() => _signer.Dispose();

    private async Task<(LogReceipt Receipt, IReadOnlyList<ReceiptEntry> Entries)> MakeAsync(params long[] positions)
    {
        await using var log = await AuditLog.OpenAsync(_store, new AuditLogOptions { Signer = _signer }, TimeProvider.System);
        for (var i = 0; i < 400; i += 40)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 40).Select(static n => SampleEntries.Entry(n))]));
        }

        var receipt = await LogReceipt.MakeAsync(_store, positions.Select(static p => new LogPosition(p)), SignedNote.Sign(log.Checkpoint.ToText(), _signer));
        return (receipt, receipt.Entries);
    }
}
