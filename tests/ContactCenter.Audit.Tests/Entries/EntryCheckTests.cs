using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Entries;

/// <summary>What checks entries without making them says what the decoder says.</summary>
public sealed class EntryCheckTests
{
    private static readonly LogId Log = new("acme");
    private static readonly EntryCheck Check = new(Log);

    [Fact]
    public void Of_every_altered_entry_it_says_what_the_decoder_says()
    {
        var random = new Random(42);
        var (sound, refused) = (0, 0);
        for (var round = 0; round < 60_000; round++)
        {
            var bytes = Entry(random);
            for (var edits = random.Next(3); edits >= 0 && round % 10 > 0; edits--)
            {
                bytes = Alter(bytes, random);
            }

            var isSound = Check.IsSound(bytes);
            isSound.ShouldBe(IsDecoded(bytes), $"round {round}: {Convert.ToHexString(bytes)}");
            (sound, refused) = isSound ? (sound + 1, refused) : (sound, refused + 1);
        }

        sound.ShouldBeGreaterThan(5_000);
        refused.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public void What_is_wrong_is_told_in_the_decoder_s_words()
    {
        var bytes = EntryCodec.Encode(new LogId("other"), new MachineId("door", "main"), Append.AnyVersion, SampleEntries.Entry(1)).Bytes;
        Check.FindFault(new LogPosition(7), bytes).ShouldBe("Entry 7 of log 'acme' is damaged or altered: Not canonical at byte 8: the entry belongs to log 'other', not 'acme'.");
        Check.FindFault(new LogPosition(7), EntryCodec.Encode(Log, new MachineId("door", "main"), Append.AnyVersion, SampleEntries.Entry(1)).Bytes).ShouldBeNull();
    }

    private static bool IsDecoded(byte[] bytes)
    {
        try
        {
            EntryCodec.Decode(Log, default, bytes);
            return true;
        }
        catch (LogFormatException)
        {
            return false;
        }
    }

    private static byte[] Entry(Random random)
    {
        var names = new[] { "text", "from", "to" }[..random.Next(4)];
        var entry = SampleEntries.Entry(random.Next(100)) with
        {
            KindVersion = random.Next(1, 3),
            Cause = random.Next(2) == 0 ? null : DerivedId.From("cause"),
            CausePosition = random.Next(2) == 0 ? null : new LogPosition(random.Next(70_000)),
            TraceParent = random.Next(2) == 0 ? null : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Links = random.Next(3) == 0 ? EntryLinks.None : new EntryLinks { Interaction = SampleEntries.Interaction(1), Agent = new AgentId("anna.b"), Case = new CaseId(DerivedId.From("case")) },
            Body = random.Next(2) == 0 ? "{}"u8.ToArray() : """{"a":[1,-2,0.5,null,true,false,"ж","0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001"],"z":{"big":18446744073709551616}}"""u8.ToArray(),
            Sealed = [.. names.Select(name => new SealedField(name, new SubjectId(DerivedId.From("subject")), new byte[28 + random.Next(20)]))],
        };
        return EntryCodec.Encode(Log, new MachineId("interaction", "1"), random.Next(3) - 1, entry).Bytes.ToArray();
    }

    /// <summary>A byte changed, put in or taken out; a part repeated; a name made another's; the end cut.</summary>
    private static byte[] Alter(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 4:
                var text = bytes.AsSpan().IndexOf("dfrom"u8);
                if (text >= 0)
                {
                    "dtext"u8.CopyTo(bytes.AsSpan(text));
                }

                return bytes;
            default:
                return [.. bytes[..at], .. bytes[Math.Max(0, at - random.Next(20))..]];
        }
    }
}
