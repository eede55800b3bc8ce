using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The limits of everything in an entry but its body.</summary>
internal static class EntryRules
{
    private const int LeastCiphertext = 12 + 16; // nonce and tag around an empty text

    public static void Check(LogId log, MachineId machine, long machineVersion, Entry entry)
    {
        KeyRules.Check(log.Value, "log id");
        KeyRules.Check(machine.Kind, "kind of machine");
        KeyRules.Check(machine.Key, "machine key");
        KeyRules.Check(entry.Kind, "kind of entry");
        Require(machineVersion >= Append.AnyVersion, entry, $"machine version {machineVersion} is negative");
        Require(entry.KindVersion >= 1, entry, $"kind version {entry.KindVersion} is less than 1");
        Require(entry.Links is not null, entry, "the links are null; use EntryLinks.None");
        Require(entry.CausePosition is null or { Value: >= 0 }, entry, "the cause's position is negative");
        CheckText(entry, "the actor", entry.Actor, EntryLimits.MaxActorBytes);
        if (entry.TraceParent is { } trace)
        {
            CheckText(entry, "the traceparent", trace, EntryLimits.MaxTraceParentBytes);
        }

        if (entry.Links!.Agent is { } agent)
        {
            KeyRules.Check(agent.Value, "agent id");
        }

        CheckSealed(entry);
    }

    private static void CheckSealed(Entry entry)
    {
        Require(!entry.Sealed.IsDefault, entry, "the sealed fields are default; use []");
        Require(entry.Sealed.Length <= EntryLimits.MaxSealedFields, entry, $"{entry.Sealed.Length} sealed fields; at most {EntryLimits.MaxSealedFields} are allowed");
        var total = 0L;
        for (var i = 0; i < entry.Sealed.Length; i++)
        {
            var field = entry.Sealed[i];
            KeyRules.Check(field.Name, "name of a sealed field");
            Require(field.Ciphertext.Length >= LeastCiphertext, entry, $"sealed field '{field.Name}' is shorter than nonce and tag");
            total += field.Ciphertext.Length;
            for (var j = 0; j < i; j++)
            {
                Require(entry.Sealed[j].Name != field.Name, entry, $"two sealed fields are called '{field.Name}'");
            }
        }

        Require(total <= EntryLimits.MaxSealedBytes, entry, $"its sealed fields have {total} bytes; at most {EntryLimits.MaxSealedBytes} are allowed");
    }

    private static void CheckText(Entry entry, string what, string? text, int maxBytes) =>
        Require(
            !string.IsNullOrEmpty(text) && Encoding.UTF8.GetByteCount(text) <= maxBytes,
            entry,
            $"{what} is empty or longer than {maxBytes} bytes of UTF-8");

    private static void Require([DoesNotReturnIf(false)] bool holds, Entry entry, string what)
    {
        if (!holds)
        {
            throw EntryFault.Of($"Entry {entry.Id} ({entry.Kind}): {what}.");
        }
    }

    /// <summary>The words are put together only when the rule is broken.</summary>
    private static void Require([DoesNotReturnIf(false)] bool holds, Entry entry, [InterpolatedStringHandlerArgument(nameof(holds))] Words what) =>
        Require(holds, entry, holds ? "" : what.ToString());

    [InterpolatedStringHandler]
    private ref struct Words
    {
        private DefaultInterpolatedStringHandler _text;

        public Words(int literalLength, int formattedCount, bool holds, out bool isWanted)
        {
            isWanted = !holds;
            _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public override string ToString() => _text.ToStringAndClear();
    }
}
