using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Entries;

public sealed class EntryCodecTests
{
    private static readonly LogId Log = new("acme");
    private static readonly MachineId Machine = new("interaction", "1");

    private static Entry Full { get; } = SampleEntries.Entry(1) with
    {
        KindVersion = 2,
        Cause = DerivedId.From("cause"),
        CausePosition = new LogPosition(70_000),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Links = new EntryLinks { Interaction = SampleEntries.Interaction(1), Agent = new AgentId("anna"), Case = new CaseId(DerivedId.From("case")) },
        Body = """{"a":[1,-2,0.5,null,true,false,"ж","0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001"],"z":{"big":18446744073709551615}}"""u8.ToArray(),
        Sealed = [new SealedField("text", new SubjectId(DerivedId.From("subject")), Enumerable.Range(0, 60).Select(i => (byte)i).ToArray())],
    };

    private static byte[] FullBytes { get; } = EntryCodec.Encode(Log, Machine, 5, Full).Bytes.ToArray();

    [Fact]
    public void The_bytes_of_an_entry_are_these_for_ever()
    {
        var entry = new Entry
        {
            Id = new EntryId(new Guid("00112233-4455-6677-8899-aabbccddeeff")),
            Kind = "a.b",
            Time = DateTimeOffset.UnixEpoch.AddTicks(1),
            Actor = "system:system",
            Links = new EntryLinks { Agent = new AgentId("z") },
            Body = """{"n": 1.50, "id": "00112233-4455-6677-8899-aabbccddeeff"}"""u8.ToArray(),
        };

        Convert.ToHexStringLower(EntryCodec.Encode(new LogId("l"), new MachineId("m", "k"), Append.AnyVersion, entry).Bytes.Span).ShouldBe(
            "90" + "01" + "616c" + "616d" + "616b" + "f6" + "5000112233445566778899aabbccddeeff" + "63612e62" + "01" + "01"
            + "6d73797374656d3a73797374656d" + "f6" + "f6" + "f6" + "a104617a"
            + "a2" + "616e" + "c482" + "20" + "0f" + "626964" + "d825" + "5000112233445566778899aabbccddeeff" + "80");
    }

    [Fact]
    public void An_entry_comes_back_as_it_was()
    {
        var found = EntryCodec.Decode(Log, new LogPosition(9), FullBytes);

        found.Position.ShouldBe(new LogPosition(9));
        (found.Machine, found.MachineVersion).ShouldBe((Machine, 5));
        (found.Entry with { Body = default, Sealed = [] }).ShouldBe(Full with { Body = default, Sealed = [] });
        found.Entry.Body.ToArray().ShouldBe(Full.Body.ToArray());
        found.Entry.Sealed.Single().Ciphertext.ToArray().ShouldBe(Full.Sealed[0].Ciphertext.ToArray());
        EntryCodec.DecodeHeader(Log, FullBytes).ShouldBe(new EntryHeader(Machine, 5, Full.Id, Full.Kind, Full.Time, Full.Links));
    }

    [Fact]
    public void The_time_is_kept_to_100_ns_and_given_back_in_UTC()
    {
        var time = new DateTimeOffset(1969, 7, 20, 22, 17, 40, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        var found = EntryCodec.Decode(Log, default, EntryCodec.Encode(Log, Machine, 0, Full with { Time = time }).Bytes).Entry.Time;

        (found, found.Offset).ShouldBe((time, TimeSpan.Zero));
    }

    [Fact]
    public void Another_decoder_in_its_canonical_mode_reads_every_byte()
    {
        var reader = new CborReader(FullBytes, CborConformanceMode.Canonical);

        reader.ReadStartArray().ShouldBe(16);
        reader.ReadInt32().ShouldBe(1);
        reader.ReadTextString().ShouldBe("acme");
        for (var i = 2; i < 16; i++)
        {
            reader.SkipValue();
        }

        reader.ReadEndArray();
        reader.BytesRemaining.ShouldBe(0);
    }

    [Fact]
    public void Every_changed_bit_is_refused_or_is_the_one_encoding_of_another_entry()
    {
        var refused = 0;
        for (var bit = 0; bit < FullBytes.Length * 8; bit++)
        {
            var bytes = (byte[])FullBytes.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                var other = EntryCodec.Decode(Log, default, bytes);
                EntryCodec.Encode(Log, other.Machine, other.MachineVersion, other.Entry).Bytes.ToArray().ShouldBe(bytes, $"bit {bit}");
            }
            catch (LogFormatException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(FullBytes.Length); // heads, keys, ids of the log
    }

    [Fact]
    public void Every_cut_and_every_longer_one_is_refused()
    {
        for (var length = 0; length < FullBytes.Length; length++)
        {
            Should.Throw<LogFormatException>(() => EntryCodec.Decode(Log, default, FullBytes.AsMemory(0, length)));
        }

        Should.Throw<LogFormatException>(() => EntryCodec.Decode(Log, default, (byte[])[.. FullBytes, 0])).Message.ShouldContain("bytes after the entry");
    }

    [Fact]
    public void An_entry_of_another_log_is_refused_and_named() =>
        Should.Throw<LogFormatException>(() => EntryCodec.Decode(new LogId("other"), new LogPosition(3), FullBytes)).Message
            .ShouldContain("Entry 3 of log 'other' is damaged or altered: Not canonical at byte 7: the entry belongs to log 'acme', not 'other'.");

    public static TheoryData<string, Func<Entry, Entry>> Faults => new()
    {
        { "kind of entry", e => e with { Kind = "Upper Case" } },
        { "kind version 0", e => e with { KindVersion = 0 } },
        { "the actor is empty", e => e with { Actor = "" } },
        { "longer than 256 bytes", e => e with { Actor = new string('a', 257) } },
        { "the traceparent is empty or longer than 128", e => e with { TraceParent = new string('a', 129) } },
        { "the cause's position is negative", e => e with { CausePosition = new LogPosition(-1) } },
        { "the links are null", e => e with { Links = null! } },
        { "agent id", e => e with { Links = new EntryLinks { Agent = default(AgentId) } } },
        { "sealed fields are default", e => e with { Sealed = default } },
        { "65 sealed fields", e => e with { Sealed = [.. Enumerable.Range(0, 65).Select(i => new SealedField($"f{i}", default, new byte[28]))] } },
        { "two sealed fields are called 'f'", e => e with { Sealed = [new SealedField("f", default, new byte[28]), new SealedField("f", default, new byte[28])] } },
        { "shorter than nonce and tag", e => e with { Sealed = [new SealedField("f", default, new byte[27])] } },
        { "at most 262144 are allowed", e => e with { Sealed = [new SealedField("f", default, new byte[262_145])] } },
        { "The body is no JSON object", e => e with { Body = "[]"u8.ToArray() } },
        { "The body is no valid JSON", e => e with { Body = "{\"a\":1}x"u8.ToArray() } },
        { "The body is no valid JSON", e => e with { Body = default } },
        { "at most 262144 are allowed", e => e with { Body = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('a', 262_144)}\"}}") } },
        { "at most 32 levels", e => e with { Body = Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', 32)}{new string(']', 32)}}}") } },
        { "two members of the same name", e => e with { Body = """{"a":1,"\u0061":2}"""u8.ToArray() } },
        { "The body is no valid JSON", e => e with { Body = """{"a":"\ud800"}"""u8.ToArray() } },
        { "The body is no valid JSON", e => e with { Body = (byte[])[.. "{\"a\":\""u8, 0xFF, .. "\"}"u8] } },
        { "The body is no valid JSON", e => e with { Body = """{"a":NaN}"""u8.ToArray() } },
        { "more than 38 significant digits", e => e with { Body = Encoding.UTF8.GetBytes($"{{\"a\":{new string('1', 39)}}}") } },
        { "beyond 10^±1000", e => e with { Body = """{"a":1e1001}"""u8.ToArray() } },
        { "an exponent out of range", e => e with { Body = """{"a":1e99999999999}"""u8.ToArray() } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_entry_outside_a_limit_is_refused_and_the_limit_named(string expected, Func<Entry, Entry> change) =>
        Should.Throw<ArgumentException>(() => EntryCodec.Encode(Log, Machine, 0, change(Full))).Message.ShouldContain(expected);

    [Fact]
    public void The_largest_entry_of_all_limits_fits()
    {
        var entry = Full with
        {
            Actor = new string('a', 256),
            Body = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('a', 262_144 - 12)}\"}}"),
            Sealed = [.. Enumerable.Range(0, 64).Select(i => new SealedField($"f{i}", default, new byte[4096])).ToImmutableArray()],
        };

        var bytes = EntryCodec.Encode(Log, Machine, 0, entry).Bytes;

        bytes.Length.ShouldBeLessThanOrEqualTo(EntryLimits.MaxEntryBytes);
        EntryCodec.Decode(Log, default, bytes).Entry.Body.Length.ShouldBe(entry.Body.Length);
    }
}
