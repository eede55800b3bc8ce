using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms;

/// <summary>Web forms. They bring work in and carry nothing out: whoever sent one is answered where <see cref="InboundMessage.Reach"/> says.</summary>
internal sealed class WebFormsChannel(IOptions<WebFormsOptions> options) : IChannel
{
    /// <summary>Why nothing can be sent to a form.</summary>
    public const string CannotSend = "form-cannot-send";

    /// <summary>The kind of an endpoint's address, the name of a form, and of a customer of whom nothing but a submission is known.</summary>
    public static readonly AddressKind Form = new("form");

    public ChannelKind Kind => ChannelKind.Form;

    public string? FindFault(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Address.Kind != Form
            ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' has an address of the kind '{endpoint.Address.Kind}'; a form endpoint's kind is 'form', its address the name of a form."
            : options.Value.Forms.ContainsKey(endpoint.Address.Value)
                ? null
                : $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' names the form '{endpoint.Address.Value}', which is not described; add it under {WebFormsOptions.Section}:Forms:{endpoint.Address.Value}.";
    }

    public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        ValueTask.FromResult<SendOutcome>(new SendOutcome.Refused(CannotSend, IsTransient: false));
}
