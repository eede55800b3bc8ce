using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>What a journal does not show, drawn from what it shows of the same queue: the patience of the served, the handling of those who left.</summary>
internal static class Unseen
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(3); // where nobody was served at all

    /// <summary>The contacts of the day, ready to run, in the order of the day.</summary>
    public static Contact[] Draw(RecordedDay day, ulong seed)
    {
        var queues = day.Contacts.GroupBy(static contact => contact.Item.Queue).ToDictionary(
            static queue => queue.Key,
            static queue => new Seen(
                new Patience(queue.Where(static contact => contact.Fate != ContactFate.Refused).Select(static contact => (Milliseconds(contact.Wait), contact.Fate == ContactFate.Abandoned))),
                [.. queue.Select(static contact => contact.Handling).OfType<TimeSpan>()],
                [.. queue.Select(static contact => contact.WrapUp).OfType<TimeSpan>()],
                [.. queue.Where(static contact => contact.Item.Agent is null).Select(static contact => contact.Answering).OfType<TimeSpan>()]));
        TimeSpan[] all = [.. queues.Values.SelectMany(static queue => queue.Handling)];
        return [.. day.Contacts.Select((contact, i) => Draw(contact, i, day, queues[contact.Item.Queue], all, seed))];
    }

    private static Contact Draw(RecordedContact contact, int number, RecordedDay day, Seen seen, TimeSpan[] all, ulong seed)
    {
        var chance = RandomStream.For(seed, 0, "unseen", number);
        TimeSpan OneOf(TimeSpan[] values, TimeSpan otherwise) => values.Length == 0 ? otherwise : values[chance.NextIndex(values.Length)];
        var handling = contact.Handling ?? OneOf(seen.Handling.Length > 0 ? seen.Handling : all, Usual);
        var answering = contact.Answering ?? OneOf(seen.Answering, TimeSpan.Zero);
        if (contact.Asked is { } asked && answering <= asked)
        {
            answering = asked + TimeSpan.FromMilliseconds(1); // nobody had answered by then
        }

        var wrapUp = contact.WrapUp ?? (seen.WrapUp.Length > 0 ? OneOf(seen.WrapUp, default) : null);
        var patience = contact.Left is not null ? Milliseconds(contact.Wait) : seen.Patience.DrawOver(Milliseconds(contact.Wait), chance);
        return new Contact
        {
            Ordinal = number,
            Attempt = 1,
            At = Milliseconds(contact.At - day.From),
            Handling = Milliseconds(handling),
            WrapUp = wrapUp is { } known ? Milliseconds(known) : -1,
            Patience = patience,
            Answering = Milliseconds(answering),
            Leaves = contact.Left ?? WithdrawReason.CustomerLeft,
            Agent = -1,
        };
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private sealed record Seen(Patience Patience, TimeSpan[] Handling, TimeSpan[] WrapUp, TimeSpan[] Answering);
}
