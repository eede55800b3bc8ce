using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>
/// Everything a person does and sees in one tenant. Every call checks the person's role again. Commands carry a key of the
/// caller's making: repeating one with the same key does nothing twice. Thread-safe.
/// </summary>
public interface IDesk
{
    /// <summary>Who sits here.</summary>
    Principal Principal { get; }

    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>
    /// Whether commands can be taken at this moment. While they cannot, because the log cannot be written to, what is shown is what was durable
    /// last. A <see cref="DeskEventKind.Resync"/> tells of each change.
    /// </summary>
    bool CanWrite { get; }

    /// <summary>What the desk may offer to choose: queues, agents, dispositions, not-ready reasons.</summary>
    ValueTask<DeskChoices> ChoicesAsync(CancellationToken cancellationToken = default);

    /// <summary>The person's own presence, offers and work. Role: agent.</summary>
    ValueTask<AgentView> AgentAsync(CancellationToken cancellationToken = default);

    /// <summary>One interaction with its timeline, or null. Role: agent or supervisor.</summary>
    ValueTask<InteractionView?> InteractionAsync(InteractionId interaction, CancellationToken cancellationToken = default);

    /// <summary>A customer with past interactions, newest first, or null. Role: agent or supervisor.</summary>
    ValueTask<CustomerView?> CustomerAsync(CustomerId customer, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>The tenant's interactions, open and closed, the newest first. Role: agent or supervisor.</summary>
    ValueTask<IReadOnlyList<InteractionSummary>> InteractionsAsync(InteractionFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Looks through the history, a bounded part at a time. Role: agent or supervisor.</summary>
    /// <exception cref="ArgumentException">The search has a fault: <see cref="HistorySearch.FindFault"/>.</exception>
    ValueTask<HistoryFindings> SearchAsync(HistorySearch search, CancellationToken cancellationToken = default);

    /// <summary>Queues and agents as they are now. Role: agent or supervisor.</summary>
    ValueTask<WallboardView> WallboardAsync(CancellationToken cancellationToken = default);

    /// <summary>Why the work of an interaction stands where it stands: every agent with what is in the way; null when nobody is asked for it. Role: supervisor.</summary>
    ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken = default);

    /// <summary>Whom the work of an interaction was offered to, the oldest first; none when there is no such interaction. Role: supervisor.</summary>
    ValueTask<IReadOnlyList<PastOffer>> OffersAsync(InteractionId interaction, CancellationToken cancellationToken = default);

    /// <summary>
    /// Why an agent was asked, and not another, as things stood when the offer was made; null when the interaction had no such offer. It is told from the
    /// router's journal, read from its beginning: the older the center, the longer it takes. Role: supervisor.
    /// </summary>
    ValueTask<WorkExplanation?> ExplainOfferAsync(InteractionId interaction, OfferId offer, CancellationToken cancellationToken = default);

    /// <summary>
    /// What needs a person: what has halted, sends and media that failed or whose outcome is unknown, commands that failed, and work that waits
    /// longer than its queue's service level, the longest first. At most 500. Role: supervisor.
    /// </summary>
    ValueTask<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancellationToken = default);

    /// <summary>The tenant's scripts by name, with their versions and how many runs are on. Role: supervisor or administrator.</summary>
    ValueTask<IReadOnlyList<ScriptSummary>> ScriptsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// What became of the runs of a script that began in a span of time, up to now: outcomes, drop-off and time per step and branch, for each version; null when there is no
    /// such script. It is read from the log: the longer the span lies back, the longer it takes. Role: supervisor or administrator.
    /// </summary>
    /// <param name="script">The script's name.</param>
    /// <param name="from">Runs that began at this time or later; null for the last seven days.</param>
    /// <param name="to">Runs that began before this time; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ScriptFiguresView?> ScriptFiguresAsync(string script, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says what would become of the live runs of a script if they went on with the version that is configured now, and writes nothing. Every one is read from the
    /// log: the more there are, the longer it takes. Role: supervisor or administrator.
    /// </summary>
    /// <param name="request">Which runs, and which page of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<UpgradeResult> LookAtUpgradeAsync(UpgradeRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has live runs of a script go on with the version that is configured now, each judged as it stands in that moment and moved durably, or left where it is with
    /// the reason. Role: supervisor or administrator.
    /// </summary>
    /// <param name="request">Which runs, and which page of the answer.</param>
    /// <param name="key">The caller's key: the same one answers the same list, moves nothing twice, and goes on with what was cut short.</param>
    /// <param name="cancellationToken">Stops between runs: what has been moved has, and the same key goes on.</param>
    ValueTask<UpgradeResult> UpgradeRunsAsync(UpgradeRequest request, Guid key, CancellationToken cancellationToken = default);

    /// <summary>Opens an attachment; null when there is none such, or it has gone. Role: agent or supervisor.</summary>
    /// <param name="message">The message's <see cref="TimelineItem.Position"/>.</param>
    /// <param name="index">The <see cref="Attachment.Index"/>.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="InvalidDataException">Its file is none, or cut off.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key of its customer is damaged.</exception>
    ValueTask<DeskMedia?> OpenMediaAsync(long message, int index, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a recording of a call, also one under way; null when there is none such, its time is over, or its customer has been erased. Where the tenant wants it
    /// (<see cref="PrivacyOptions.RecordReading"/>), the log says who did. Role: supervisor, or the agent who has the interaction or had it last.
    /// </summary>
    /// <param name="recording">The recording's id, as <see cref="InteractionView.Recordings"/> names it.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="DeskAccessException">The role does not allow it, or the interaction is a colleague's.</exception>
    /// <exception cref="InvalidDataException">Its file has been altered or cut off.</exception>
    ValueTask<DeskRecording?> OpenRecordingAsync(RecordingId recording, CancellationToken cancellationToken = default);

    /// <summary>Takes a picture or document that is to be sent to the customer, durably, or says why not. The assigned agent only. Role: agent.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="session">The session it is to be sent on, whose <see cref="SessionView.Media"/> says what can be.</param>
    /// <param name="content">Read to its end, or until it is too large.</param>
    /// <param name="cancellationToken">Cancelling leaves nothing behind.</param>
    ValueTask<MediaUpload> AddMediaAsync(InteractionId interaction, SessionId session, Stream content, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells the customer of a session that the person is writing, or no longer is, where the channel can show it. The assigned agent only; from
    /// anybody else, or while the center is away, it means nothing. Not kept. The signal ends by itself: repeat it every few seconds. Role: agent.
    /// </summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="session">The session that is being answered.</param>
    /// <param name="isTyping">Whether the person is writing.</param>
    /// <param name="cancellationToken">Stops telling.</param>
    ValueTask TypingAsync(InteractionId interaction, SessionId session, bool isTyping, CancellationToken cancellationToken = default);

    /// <summary>How <paramref name="text"/> would be sent on a channel, where the channel can tell.</summary>
    MessagePlan? Plan(ChannelKind channel, string text);

    /// <summary>
    /// What happens in the tenant from now on, as far as this person may see it. A reader that is too slow gets one
    /// <see cref="DeskEventKind.Resync"/> in place of what it missed. Ends when cancelled.
    /// </summary>
    IAsyncEnumerable<DeskEvent> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Holds the person's connection open: while at least one is, the person can be offered work. Dispose it when the desktop goes. Role: agent.</summary>
    ValueTask<IAsyncDisposable> ConnectAsync(CancellationToken cancellationToken = default);

    /// <summary>Does what <paramref name="command"/> says, durably, or says why not.</summary>
    /// <param name="command">The command; its role is named on its type.</param>
    /// <param name="key">The caller's key of this command.</param>
    /// <param name="cancellationToken">Stops waiting; the command may still be done.</param>
    ValueTask<DeskResult> DoAsync(DeskCommand command, Guid key, CancellationToken cancellationToken = default);
}
