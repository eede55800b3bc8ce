using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// A channel that is tried, with its provider and customers as the channel's author plays them. The provider outlives the centers that
/// work with it: a case may end one and start the next. Each case gets a subject of its own.
/// </summary>
public abstract class ChannelSubject : IAsyncDisposable
{
    /// <summary>The class that implements <see cref="IChannel"/>.</summary>
    public abstract Type ChannelType { get; }

    /// <summary>Which channel it is.</summary>
    public abstract ChannelKind Kind { get; }

    /// <summary>What the channel and its provider can do.</summary>
    public abstract ChannelTraits Traits { get; }

    /// <summary>The address of the center which customers use: of the one endpoint the center has.</summary>
    public abstract Address Line { get; }

    /// <summary>How the provider reaches the center; webhooks are at <c>hooks/</c> below it.</summary>
    public virtual Uri PublicUrl => new("https://center.example/");

    /// <summary>Adds the channel to a center, as a host does, pointed at the provider.</summary>
    public abstract void Compose(IContactCenterBuilder center);

    /// <summary>The address of a customer, as in <see cref="InboundMessage.From"/>.</summary>
    /// <param name="center">The services of the center that runs.</param>
    /// <param name="customer">Which customer, counted from 0.</param>
    public abstract Task<Address> CustomerAsync(IServiceProvider center, int customer);

    /// <summary>A customer writes, and the provider delivers it to the center that runs.</summary>
    /// <param name="center">The center's services.</param>
    /// <param name="message">What is written. The same id again is the same message, delivered again.</param>
    /// <returns>Whether the center has acknowledged it.</returns>
    public abstract Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message);

    /// <summary>What has reached the customers, oldest first.</summary>
    public abstract IReadOnlyList<CarriedMessage> Carried { get; }

    /// <summary>How the provider treats what the center sends from now on. Not called without <see cref="ChannelTraits.Refuses"/> and <see cref="ChannelTraits.LosesAnswers"/>.</summary>
    public virtual void Behave(ProviderMood mood) => throw NotPlayed(nameof(Behave), nameof(ChannelTraits.Refuses));

    /// <summary>Somebody who is not the provider delivers a message.</summary>
    /// <returns>Whether the center has acknowledged it.</returns>
    public virtual Task<bool> ForgeAsync(IServiceProvider center, CustomerMessage message) =>
        throw NotPlayed(nameof(ForgeAsync), nameof(ChannelTraits.Authenticates));

    /// <summary>The provider reports what became of a message.</summary>
    /// <returns>Whether the center has acknowledged it.</returns>
    public virtual Task<bool> ReportAsync(IServiceProvider center, CarriedMessage message, DeliveryState state) =>
        throw NotPlayed(nameof(ReportAsync), nameof(ChannelTraits.Reports));

    /// <summary>A customer writes; the provider has the message and does not get it to the center.</summary>
    public virtual Task HoldAsync(CustomerMessage message) => throw NotPlayed(nameof(HoldAsync), nameof(ChannelTraits.CatchesUp));

    /// <summary>The provider's end.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private NotSupportedException NotPlayed(string method, string trait) =>
        new($"{GetType().Name} does not play {method}, which {nameof(ChannelTraits)}.{trait} needs; override it or take the trait away.");
}

/// <summary>What a customer writes.</summary>
/// <param name="Id">Names the message; the provider's own id follows from it.</param>
/// <param name="Customer">Which customer, counted from 0.</param>
/// <param name="Text">The text.</param>
public sealed record CustomerMessage(string Id, int Customer, string Text)
{
    /// <summary>A picture sent along, a PNG; null for none. Only with <see cref="ChannelTraits.TakesMedia"/>.</summary>
    public byte[]? Medium { get; init; }

    /// <summary>The message whose button, labelled with the text, is pressed; null where the text is written. Only with <see cref="ChannelTraits.OffersChoices"/>.</summary>
    public CarriedMessage? PressedOn { get; init; }
}

/// <summary>What has reached a customer.</summary>
/// <param name="ProviderId">The provider's id of the message.</param>
/// <param name="To">The customer's address, as the provider knows it.</param>
/// <param name="Text">The text.</param>
public sealed record CarriedMessage(string ProviderId, Address To, string Text)
{
    /// <summary>The labels of its buttons.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>How a provider treats what is sent.</summary>
public enum ProviderMood
{
    /// <summary>It takes everything.</summary>
    Accepts,

    /// <summary>It refuses for good: no such customer, say.</summary>
    Refuses,

    /// <summary>It refuses for now.</summary>
    IsBusy,

    /// <summary>It takes the message, and the line breaks before it has said so.</summary>
    TakesAndHangsUp,

    /// <summary>The line breaks, and it has not taken the message.</summary>
    HangsUp,

    /// <summary>It has not taken the message and does not answer for longer than anybody waits.</summary>
    Hangs,
}
