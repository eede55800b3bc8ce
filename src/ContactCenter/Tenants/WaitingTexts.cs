using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Projections;
using ContactCenter.Routing;

namespace ContactCenter.Tenants;

/// <summary>What customers are told when their work overflows or waits, as it is configured at this moment, in the language of the endpoint they wrote to.</summary>
internal sealed class WaitingTexts(LiveConfiguration configuration, InteractionIndex interactions)
{
    private const string English = "en";

    /// <summary>How long what is said of a place in line is true.</summary>
    private static readonly TimeSpan AnnouncementWorth = TimeSpan.FromMinutes(1);

    /// <summary>The text of the rule that applied; where that has changed since, of the first that leads to the same, else the answer for a full queue.</summary>
    public string Of(RouterEvent.WorkOverflowed e)
    {
        var current = configuration.Current;
        var endpoint = interactions.Find(e.Interaction) is { } row ? current.Endpoints.Options(row.Endpoint) : null;
        var rules = current.Options.Queues.GetValueOrDefault(e.Queue.Value)?.Overflow ?? [];
        var rule = rules.ElementAtOrDefault(e.Rule) is { } exact && exact.To == e.Target ? exact : rules.FirstOrDefault(r => r.To == e.Target);
        return In(rule?.Texts, endpoint) ?? endpoint?.QueueFullAnswer ?? "";
    }

    /// <summary>What a caller is told who has asked to be called back: the text of the queue's rule for callbacks, else a sentence of ours.</summary>
    public string Promise(QueueId queue, EndpointId endpoint)
    {
        var options = configuration.Current.Endpoints.Options(endpoint);
        var rule = (configuration.Current.Options.Queues.GetValueOrDefault(queue.Value)?.Overflow ?? []).FirstOrDefault(static r => r.To == OverflowTarget.Callback);
        return In(rule?.Texts, options) ?? WaitingWords.Promise(LanguageOf(options));
    }

    /// <summary>What a caller of an interaction is told who has left a message, or none.</summary>
    public MessageWords Message(InteractionId interaction) =>
        WaitingWords.Message(LanguageOf(interactions.Find(interaction) is { } row ? configuration.Current.Endpoints.Options(row.Endpoint) : null));

    /// <summary>What is to be announced; null where the customer's channel is not told.</summary>
    public InteractionCommand.Announce? Of(RouterEvent.WorkAnnounced e, DateTimeOffset at)
    {
        var current = configuration.Current;
        if (interactions.Find(e.Interaction) is not { } row || current.Options.Queues.GetValueOrDefault(e.Queue.Value)?.Announcements is not { } announcements)
        {
            return null;
        }

        var channels = announcements.Channels.Count > 0 ? announcements.Channels : [ChannelKind.Chat.Value, ChannelKind.Voice.Value];
        var language = LanguageOf(current.Endpoints.Options(row.Endpoint));
        var text = WaitingWords.Say(language, e.Position, e.ExpectedWait);
        if (text.Length > 0 && current.Endpoints.ChannelOf(row.Channel) is ICallbackKey { CallbackKey: { } key })
        {
            text = $"{text} {WaitingWords.Callback(language, key)}";
        }

        return channels.Contains(row.Channel.Value) && text.Length > 0 ? new InteractionCommand.Announce(e.Item, text, at + AnnouncementWorth) : null;
    }

    private static string? In(Dictionary<string, string>? texts, EndpointOptions? endpoint) =>
        texts?.GetValueOrDefault(LanguageOf(endpoint)) ?? texts?.GetValueOrDefault(English) ?? texts?.Values.FirstOrDefault();

    private static string LanguageOf(EndpointOptions? endpoint) => endpoint?.Language is { Length: > 0 } language ? language : English;
}
