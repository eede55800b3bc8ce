using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>What a message offers to choose from: as it is sealed, a line each, key and label with a tab between; and as lines of a text.</summary>
internal static class OfferedChoices
{
    /// <summary>Whether they can be told apart as lines, and by their keys.</summary>
    public static bool AreWritable(IEnumerable<MessageChoice> choices) => choices.All(static c => c.Label.Length > 0 && !c.Key.Any(char.IsControl) && !c.Label.Any(char.IsControl));

    /// <summary>Null for none.</summary>
    public static string? Write(IReadOnlyCollection<MessageChoice> choices) =>
        choices.Count == 0 ? null : string.Join('\n', choices.Select(static c => $"{c.Key}\t{c.Label}"));

    /// <summary>None for null: none were offered, or they have been erased.</summary>
    public static ImmutableArray<MessageChoice> Read(string? text) =>
        text is null ? [] : [.. text.Split('\n').Select(static line => line.Split('\t', 2)).Where(static parts => parts.Length == 2).Select(static parts => new MessageChoice(parts[0], parts[1]))];

    /// <summary>As a channel shows them: buttons where it has them and these fit, all of them; otherwise lines below the text.</summary>
    public static (string Text, ImmutableArray<MessageChoice> Buttons) On(IChannel? channel, string text, ImmutableArray<MessageChoice> choices) =>
        channel is IChoiceSender { ChoiceLimits: { } limits } && limits.Admits(choices)
            ? (text, choices)
            : (string.Join('\n', choices.Select(static c => $"{c.Key} {c.Label}").Prepend(text)), []);

    /// <summary>What an entry's message offers.</summary>
    public static async ValueTask<ImmutableArray<MessageChoice>> ChoicesOfAsync(this IPersonalData data, Entry intended, CancellationToken cancellationToken) =>
        Read(await data.RevealAsync(intended, DoorKinds.Choices, cancellationToken).ConfigureAwait(false));
}
