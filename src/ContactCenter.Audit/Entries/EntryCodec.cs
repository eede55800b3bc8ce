using System.Collections.Immutable;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Entries as bytes: the leaves of the log's tree, described in <c>docs/log-format.md</c>. One entry has one encoding; bytes that
/// differ from it anywhere are refused. The position is not among them: the tree binds it. Thread-safe.
/// </summary>
public static class EntryCodec
{
    /// <summary>The version of the format written. All versions ever written stay readable.</summary>
    public const int FormatVersion = 1;

    internal const int Items = 16;

    /// <summary>The range of times, in units of 100 ns from 1970 on: the years 1 to 9999.</summary>
    internal const long EarliestTicks = -621_355_968_000_000_000, LatestTicks = 2_534_023_007_999_999_999;

    [ThreadStatic]
    private static CborOutput? _output;

    /// <summary>The bytes of <paramref name="entry"/>, and their leaf hash.</summary>
    /// <param name="log">The log it goes to.</param>
    /// <param name="machine">The stream it goes to.</param>
    /// <param name="machineVersion">Its place in the stream, 0 for the first; <see cref="Append.AnyVersion"/> in a stream without versions.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentException">The entry breaks a limit of <see cref="EntryLimits"/>; the message names it.</exception>
    public static EncodedEntry Encode(LogId log, MachineId machine, long machineVersion, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        EntryRules.Check(log, machine, machineVersion, entry);
        var output = _output ??= new CborOutput();
        output.Clear();
        output.Head(4, Items);
        output.Int(FormatVersion);
        output.Text(log.Value);
        output.Text(machine.Kind);
        output.Text(machine.Key);
        WriteOptional(output, machineVersion == Append.AnyVersion ? null : machineVersion);
        output.Uuid(entry.Id.Value);
        output.Text(entry.Kind);
        output.Int(entry.KindVersion);
        output.Int(entry.Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        output.Text(entry.Actor);
        WriteOptional(output, entry.Cause);
        WriteOptional(output, entry.CausePosition?.Value);
        if (entry.TraceParent is { } trace)
        {
            output.Text(trace);
        }
        else
        {
            output.Null();
        }

        LinksCodec.Write(entry.Links, output);
        JsonBody.Write(entry.Body.Span, output);
        output.Head(4, (ulong)entry.Sealed.Length);
        foreach (var field in entry.Sealed)
        {
            output.Head(4, 3);
            output.Text(field.Name);
            output.Uuid(field.Subject.Value);
            output.Bytes(field.Ciphertext.Span);
        }

        var written = output.Written;
        var both = new byte[written.Length + MerkleHash.Size]; // one object less for each of the many entries kept in memory
        written.CopyTo(both);
        MerkleHash.Leaf(written, both.AsSpan(written.Length));
        var header = new EntryHeader(machine, machineVersion, entry.Id, entry.Kind, entry.Time.ToUniversalTime(), entry.Links);
        return new EncodedEntry(header, both.AsMemory(0, written.Length), both.AsMemory(written.Length));
    }

    /// <summary>The entry in <paramref name="bytes"/>. Its body is compact JSON with members in the order of the encoding.</summary>
    /// <param name="log">The log the bytes were read from.</param>
    /// <param name="position">Where they stood.</param>
    /// <param name="bytes">What stood there.</param>
    /// <exception cref="LogFormatException">The bytes are no entry of that log in its one encoding.</exception>
    public static CommittedEntry Decode(LogId log, LogPosition position, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var input = new CborInput(bytes.Span);
            var (head, facts) = ReadHead(ref input, log);
            var body = JsonBody.Read(ref input);
            var entry = new Entry
            {
                Id = head.Id,
                Kind = head.Kind,
                KindVersion = facts.KindVersion,
                Time = head.Time,
                Actor = facts.Actor,
                Cause = facts.Cause,
                CausePosition = facts.CausePosition,
                TraceParent = facts.TraceParent,
                Links = head.Links,
                Body = body,
                Sealed = ReadSealed(ref input, bytes),
            };
            if (!input.AtEnd)
            {
                throw input.Fault("bytes after the entry");
            }

            EntryRules.Check(log, head.Machine, head.MachineVersion, entry);
            return new CommittedEntry(position, head.Machine, head.MachineVersion, entry);
        }
        catch (Exception e) when (e is LogFormatException or ArgumentException)
        {
            throw new LogFormatException($"Entry {position} of log '{log}' is damaged or altered: {e.Message}", e);
        }
    }

    /// <summary>What the entry in <paramref name="bytes"/> can be found by. The body and the sealed fields are not looked at.</summary>
    /// <exception cref="LogFormatException">The bytes are no entry of that log.</exception>
    public static EntryHeader DecodeHeader(LogId log, ReadOnlyMemory<byte> bytes)
    {
        var input = new CborInput(bytes.Span);
        return ReadHead(ref input, log).Header;
    }

    private static (EntryHeader Header, Facts Facts) ReadHead(ref CborInput input, LogId log)
    {
        input.ExpectArray(Items, "the entry");
        var version = input.Natural("the format version");
        if (version != FormatVersion)
        {
            throw input.Fault($"format version {version}; this program reads {FormatVersion}");
        }

        var stated = input.Text("the log id");
        if (stated != log.Value)
        {
            throw input.Fault($"the entry belongs to log '{stated}', not '{log}'");
        }

        var machine = new MachineId(input.Text("the machine's kind"), input.Text("the machine's key"));
        var machineVersion = input.TryNull() ? Append.AnyVersion : input.Natural("the machine version");
        var id = new EntryId(input.Uuid("the entry id"));
        var kind = input.Text("the kind");
        var kindVersion = input.Natural("the kind's version");
        var ticks = input.Int("the time");
        if (ticks is < EarliestTicks or > LatestTicks || kindVersion > int.MaxValue)
        {
            throw input.Fault("the time or the kind's version is out of range");
        }

        var actor = input.Text("the actor");
        Guid? cause = input.TryNull() ? null : input.Uuid("the cause");
        LogPosition? causePosition = input.TryNull() ? null : new LogPosition(input.Natural("the cause's position"));
        var trace = input.TryNull() ? null : input.Text("the traceparent");
        var links = LinksCodec.Read(ref input);
        var time = new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + ticks, TimeSpan.Zero);
        return (new EntryHeader(machine, machineVersion, id, kind, time, links), new Facts((int)kindVersion, actor, cause, causePosition, trace));
    }

    private static ImmutableArray<SealedField> ReadSealed(ref CborInput input, ReadOnlyMemory<byte> bytes)
    {
        var count = input.Expect(4, "the sealed fields");
        if (count > EntryLimits.MaxSealedFields)
        {
            throw input.Fault($"{count} sealed fields; at most {EntryLimits.MaxSealedFields} are allowed");
        }

        var fields = ImmutableArray.CreateBuilder<SealedField>((int)count);
        for (var i = 0UL; i < count; i++)
        {
            input.ExpectArray(3, "a sealed field");
            var name = input.Text("a sealed field's name");
            var subject = new SubjectId(input.Uuid("a sealed field's subject"));
            var length = input.Bytes("a ciphertext").Length;
            fields.Add(new SealedField(name, subject, bytes.Slice(input.Position - length, length)));
        }

        return fields.MoveToImmutable();
    }

    private static void WriteOptional(CborOutput output, long? value)
    {
        if (value is { } number)
        {
            output.Int(number);
        }
        else
        {
            output.Null();
        }
    }

    private static void WriteOptional(CborOutput output, Guid? value)
    {
        if (value is { } uuid)
        {
            output.Uuid(uuid);
        }
        else
        {
            output.Null();
        }
    }

    private readonly record struct Facts(int KindVersion, string Actor, Guid? Cause, LogPosition? CausePosition, string? TraceParent);
}
