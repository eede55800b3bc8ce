using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads from the log what became of one message to a customer.</summary>
internal sealed class SentMessageReader(TenantRuntime runtime)
{
    /// <summary>The entries of its interaction that are looked at, at most: the newest ones, as the timeline shows them.</summary>
    private const int MaxEntries = 5_000;

    /// <summary>The message with what it said; null when the interaction has none of this name.</summary>
    public async ValueTask<FoundMessage?> FindAsync(InteractionId interaction, MessageId message, CancellationToken cancellationToken)
    {
        var news = new Stack<MessageProgress>();
        var query = new LogQuery { Interaction = interaction, Descending = true, Limit = MaxEntries };
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (MessageProgress.In(committed) is { } progress && progress.Message == message)
            {
                news.Push(progress);
            }
            else if (committed.Entry.Kind == "message.intended"
                && InteractionCodec.Read(committed.Entry) is InteractionEvent.MessageIntended intended && intended.Message == message)
            {
                return new FoundMessage(
                    StateOf(news),
                    intended,
                    await RevealAsync(committed.Entry, DoorKinds.Text, cancellationToken).ConfigureAwait(false),
                    await RevealAsync(committed.Entry, DoorKinds.Names, cancellationToken).ConfigureAwait(false),
                    await RevealAsync(committed.Entry, DoorKinds.Choices, cancellationToken).ConfigureAwait(false));
            }
        }

        return null;
    }

    private async ValueTask<PersonalText?> RevealAsync(Entry entry, string name, CancellationToken cancellationToken) =>
        await runtime.Storage.PersonalData.RevealAsync(entry, name, cancellationToken).ConfigureAwait(false) is { } text ? new PersonalText(text) : null;

    private static MessageState StateOf(IEnumerable<MessageProgress> news)
    {
        var state = MessageState.Intended;
        foreach (var progress in news)
        {
            state = progress.IsNewsAfter(state) ? progress.State : state;
        }

        return state;
    }
}
