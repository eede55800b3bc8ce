using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Parts;

namespace ContactCenter.Desktop.Conversations;

/// <summary>Says in plain words what happened in an interaction.</summary>
internal sealed class TimelineWords(Words words)
{
    /// <summary>The happening as a sentence, with the details that are known; for a kind without words, the kind itself.</summary>
    public string Say(TimelineItem item, DeskChoices choices)
    {
        var sentence = words.Find($"event.{item.Event}") ?? words.Say("event.other", item.Event ?? "");
        List<string> details = [];
        if (item.Author is not ("system" or "customer" or ""))
        {
            details.Add(item.Author);
        }

        Add("agent", choices.Agents.Of);
        Add("queue", choices.Queues.Of);
        Add("disposition", choices.Dispositions.Of);
        Add("channel", key => words.Find($"channel.{key}") ?? key);
        Add("by", key => words.Find($"by.{key}") ?? key);
        Add("reason", key => words.Find($"because.{key.ToLowerInvariant()}") ?? key);
        Add("colleague", static name => name);
        Add("outside", _ => words["call.outside"]);
        Add("part", key => words.Find($"part.{key}"));
        Add("muted", key => words.Find($"muted.{key}") ?? key);
        Add("place", key => words.Say("call.place", key));
        Add("cause", key => words.Find($"cause.{key}") ?? key);
        Add("seconds", CallWords.Seconds);
        Add("score", score => CallWords.Sound(words, score));
        return Shown.Harmless(details.Count == 0 ? sentence : $"{sentence}: {string.Join(", ", details)}");

        void Add(string name, Func<string, string?> label)
        {
            if (item.Details.TryGetValue(name, out var key) && key.Length > 0 && label(key) is { } named && !details.Contains(named))
            {
                details.Add(named);
            }
        }
    }
}
