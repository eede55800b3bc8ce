using System.Runtime.CompilerServices;
using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Whether bytes are an entry in its one encoding: what <see cref="EntryCodec.Decode"/> and <see cref="EntryRules"/> say, without making the entry. What it
/// lets pass they let pass; what it does not is looked at by them, who have the words for it. Thread-safe.
/// </summary>
internal sealed class EntryCheck(LogId log)
{
    private const int LeastCiphertext = 12 + 16;

    private readonly byte[] _log = Encoding.UTF8.GetBytes(log.Value);

    /// <summary>What is wrong with an entry; null when nothing is.</summary>
    public string? FindFault(LogPosition position, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (!IsSound(bytes.Span))
            {
                EntryCodec.Decode(log, position, bytes);
            }

            return null;
        }
        catch (LogFormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>False when the entry has to be decoded to say what is wrong, if anything is.</summary>
    internal bool IsSound(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var input = new CborInput(bytes);
            input.ExpectArray(EntryCodec.Items, "the entry");
            return input.Natural("the format version") == EntryCodec.FormatVersion
                && input.TextUtf8("the log id").SequenceEqual(_log)
                && HasHead(ref input)
                && HasOrigin(ref input)
                && HasContent(ref input)
                && input.AtEnd;
        }
        catch (LogFormatException)
        {
            return false;
        }
    }

    private static bool HasHead(ref CborInput input)
    {
        input.Key("the machine's kind");
        input.Key("the machine's key");
        if (!input.TryNull())
        {
            input.Natural("the machine version");
        }

        input.Uuid("the entry id");
        input.Key("the kind");
        return input.Natural("the kind's version") is >= 1 and <= int.MaxValue
            && input.Int("the time") is >= EntryCodec.EarliestTicks and <= EntryCodec.LatestTicks;
    }

    private static bool HasOrigin(ref CborInput input)
    {
        if (input.TextUtf8("the actor").Length is 0 or > EntryLimits.MaxActorBytes)
        {
            return false;
        }

        if (!input.TryNull())
        {
            input.Uuid("the cause");
        }

        if (!input.TryNull())
        {
            input.Natural("the cause's position");
        }

        return input.TryNull() || input.TextUtf8("the traceparent").Length is > 0 and <= EntryLimits.MaxTraceParentBytes;
    }

    private static bool HasContent(ref CborInput input)
    {
        LinksCodec.Check(ref input);
        JsonBody.Check(ref input);
        var count = input.Expect(4, "the sealed fields");
        return count <= EntryLimits.MaxSealedFields && HasSealed(ref input, (int)count);
    }

    private static bool HasSealed(ref CborInput input, int count)
    {
        var total = 0L;
        var names = default(Names);
        for (var i = 0; i < count; i++)
        {
            input.ExpectArray(3, "a sealed field");
            var start = input.Position;
            input.Key("a sealed field's name");
            names[i] = (start, input.Position - start);
            for (var other = 0; other < i; other++)
            {
                if (input.Slice(names[other]).SequenceEqual(input.Slice(names[i])))
                {
                    return false;
                }
            }

            input.Uuid("a sealed field's subject");
            var length = input.Bytes("a ciphertext").Length;
            total += length;
            if (length < LeastCiphertext)
            {
                return false;
            }
        }

        return total <= EntryLimits.MaxSealedBytes;
    }

    /// <summary>Where the names of the fields stand.</summary>
    [InlineArray(EntryLimits.MaxSealedFields)]
    private struct Names
    {
        private (int Start, int Length) _first;
    }
}
