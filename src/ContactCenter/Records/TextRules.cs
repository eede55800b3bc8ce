using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Records;

/// <summary>What the door does to text from outside: bounded, well-formed Unicode, no control characters but line breaks and tabs.</summary>
internal static class TextRules
{
    private const int MaxLabelLength = 100;
    private const int MaxNameLength = 200;

    public static string Clean(string text, int maxLength, out bool isCut)
    {
        isCut = text.Length > maxLength;
        var length = isCut ? maxLength : text.Length;
        if (isCut && length > 0 && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        var clean = new StringBuilder(length);
        var rest = text.AsSpan(0, length);
        while (rest.Length > 0)
        {
            // An unpaired surrogate becomes U+FFFD, as RFC 3629 decoders do with what they cannot read.
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var used);
            rest = rest[used..];
            if (status != OperationStatus.Done)
            {
                clean.Append('\uFFFD');
            }
            else if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value == '\r' && (rest.Length == 0 || rest[0] != '\n'))
            {
                clean.Append('\n');
            }
        }

        return clean.ToString();
    }

    /// <summary>The name of a file without its path, harmless and short; null where nothing is left. What turns the direction of writing goes: it makes one ending look like another.</summary>
    public static string? FileName(string? given)
    {
        var clean = Clean(given?.Split('/', '\\')[^1] ?? "", MaxNameLength, out _).ReplaceLineEndings(" ");
        var name = string.Concat(clean.Where(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
        return name.Length > 0 ? name : null;
    }

    /// <summary>Fields within their bounds: what is too long, over all values, is cut at the end.</summary>
    public static ImmutableArray<MessageField> Clean(ImmutableArray<MessageField> fields, out bool isCut)
    {
        isCut = false;
        var left = InboundMessage.MaxFieldsLength;
        var clean = ImmutableArray.CreateBuilder<MessageField>(fields.Length);
        foreach (var field in fields)
        {
            var value = Clean(field.Value, left, out var isShorter);
            isCut |= isShorter;
            left -= value.Length;
            clean.Add(new MessageField(field.Name, Clean(field.Label, MaxLabelLength, out _), value));
        }

        return clean.MoveToImmutable();
    }

    /// <summary>What is wrong with a message as a channel handed it in; null when nothing is.</summary>
    public static string? FindFault(InboundMessage message) => message switch
    {
        { ProviderId.Length: 0 or > 256 } => $"The provider's id has {message.ProviderId.Length} characters; give 1 to 256.",
        { From.Value.Length: 0 or > 320 } => $"The sender's address has {message.From.Value.Length} characters; give 1 to 320.",
        { Thread.Length: > 256 } => $"The thread has {message.Thread.Length} characters; give at most 256.",
        _ when message.Media.Length + message.Stored.Length > 10 => $"The message has {message.Media.Length + message.Stored.Length} media; give at most 10.",
        { Fields.Length: > InboundMessage.MaxFields } => $"The message has {message.Fields.Length} fields; give at most {InboundMessage.MaxFields}.",
        { Claims.Length: > InboundMessage.MaxClaims } => $"The message claims {message.Claims.Length} addresses; give at most {InboundMessage.MaxClaims}.",
        { Consent: { Text.Length: 0 or > 2_000 } or { Version.Length: 0 or > 64 } } => "What was agreed to needs a text of 1 to 2,000 characters and a version of 1 to 64.",
        { Reach.Address.Value.Length: 0 or > 320 } => $"The address to be reached at has {message.Reach.Address.Value.Length} characters; give 1 to 320.",
        { Reach: { From: { } from, Until: { } until } } when until <= from => "The time to be reached ends before it begins.",
        { Reach.Confirmation.Length: 0 or > ReachRequest.MaxConfirmationLength } => $"What is sent to confirm an address has {message.Reach.Confirmation.Length} characters; give 1 to {ReachRequest.MaxConfirmationLength}.",
        _ when message.Fields.FirstOrDefault(static f => !KeyRules.IsValid(f.Name)) is { } field => $"'{field.Name}' is no name of a field; use a key such as meter-number.",
        _ when message.Fields.FirstOrDefault(static f => f.Label.Length is 0 or > MaxLabelLength) is { } field => $"The label of the field '{field.Name}' has {field.Label.Length} characters; give 1 to {MaxLabelLength}.",
        _ when message.Claims.FirstOrDefault(static a => a.Value.Length is 0 or > 320) is { } claim => $"A claimed address has {claim.Value.Length} characters; give 1 to 320.",
        _ => null,
    };
}
