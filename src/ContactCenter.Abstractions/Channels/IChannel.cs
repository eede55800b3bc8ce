namespace ContactCenter.Channels;

/// <summary>A way to reach customers. Register one with <c>TryAddEnumerable</c>. Thread-safe: sends of different sessions run at the same time.</summary>
public interface IChannel
{
    /// <summary>Which channel this is.</summary>
    ChannelKind Kind { get; }

    /// <summary>What stops the channel from serving <paramref name="endpoint"/>, with the remedy; null when nothing does. Asked at start-up.</summary>
    string? FindFault(Endpoint endpoint);

    /// <summary>
    /// Tries once to send. Retrying is the caller's part, which has made the attempt durable before.
    /// Cancelling or timing out after the request may have left must end as <see cref="SendOutcome.Unknown"/>, never as refused.
    /// </summary>
    ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}

/// <summary>For channels whose provider does not repeat a failed delivery but can list the past: the sweep that finds what was missed.</summary>
public interface ICatchUp
{
    /// <summary>Brings in through <paramref name="inbox"/> everything sent to <paramref name="endpoint"/> since <paramref name="since"/>; what the door has already is recognised there.</summary>
    /// <returns>How many messages were listed.</returns>
    /// <exception cref="ChannelException">The provider could not be asked; try again later.</exception>
    ValueTask<int> SweepAsync(Endpoint endpoint, DateTimeOffset since, IInbox inbox, CancellationToken cancellationToken);
}

/// <summary>For channels that can find out what became of an attempt whose answer was lost.</summary>
public interface IReconcile
{
    /// <summary>Looks for <paramref name="message"/> at the provider.</summary>
    /// <param name="message">What was attempted.</param>
    /// <param name="attemptedAt">When.</param>
    /// <param name="isOurs">Whether a provider id belongs to another message of ours already.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns><see cref="SendOutcome.Accepted"/> when it is there, a transient <see cref="SendOutcome.Refused"/> when it is certainly not, <see cref="SendOutcome.Unknown"/> when that cannot be told.</returns>
    /// <exception cref="ChannelException">The provider could not be asked; try again later.</exception>
    ValueTask<SendOutcome> FindAsync(OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken);
}

/// <summary>
/// For channels on which the center may write first. A session it starts is the one the door names when the customer answers: of that address at
/// that endpoint, with an empty <see cref="InboundMessage.Thread"/>.
/// </summary>
public interface ISessionStart
{
    /// <summary>The kind of address a session can be started to; null for none.</summary>
    AddressKind? StartsTo { get; }
}

/// <summary>For channels that cut, count or restrict text: what will happen to it, known before sending.</summary>
public interface IMessagePlan
{
    /// <summary>How <paramref name="text"/> will be sent. Pure and fast: called while an agent types.</summary>
    MessagePlan Plan(string text);
}

/// <summary>How a text will be sent.</summary>
/// <param name="Segments">How many parts the customer's operator will carry and charge, 0 for no text.</param>
/// <param name="Encoding">The encoding's name, such as <c>GSM-7</c> or <c>UCS-2</c>.</param>
/// <param name="Units">How many units (septets or code units) the text takes.</param>
/// <param name="UnitsLeft">How many more fit into the last part.</param>
/// <param name="Fault">Why it cannot be sent as it is; null when it can.</param>
public sealed record MessagePlan(int Segments, string Encoding, int Units, int UnitsLeft, string? Fault);
