using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Channels.WebForms;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Channels.WebForms.Submissions;
using ContactCenter.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds web forms to a contact center.</summary>
public static class WebFormsContactCenterBuilderExtensions
{
    /// <summary>
    /// Adds the web forms channel: forms are posted to <c>webforms/NAME</c> of the webhook root. The options are bound from
    /// <see cref="WebFormsOptions.Section"/> and validated at start. May be called twice: both delegates apply.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="configure">Changes the options after configuration has been bound.</param>
    public static IContactCenterBuilder AddWebForms(this IContactCenterBuilder builder, Action<WebFormsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(static s => s.ServiceType == typeof(WebFormsTokens)))
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<WebFormsTokens>();
            services.TryAddSingleton<WebFormsMetrics>();
            services.TryAddSingleton<PostLimits>();
            services.TryAddSingleton<FormPosts>();
            services.TryAddSingleton<Confirmations>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, WebFormsChannel>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookHandler, WebFormsHandler>());
            services.AddOptionsWithValidateOnStart<WebFormsOptions, WebFormsOptionsValidator>()
                .BindConfiguration(WebFormsOptions.Section)
                .Configure<IConfiguration>(static (options, configuration) => BindSecrets(options, configuration.GetSection(WebFormsOptions.Section)));
        }

        services.AddOptions<WebFormsOptions>().Configure(configure ?? (static _ => { }));
        return builder;
    }

    /// <summary>The configuration binding generator knows no type converters and leaves <see cref="Secret"/> out.</summary>
    private static void BindSecrets(WebFormsOptions options, IConfigurationSection section)
    {
        if (section[nameof(WebFormsOptions.SigningKey)] is { } signing)
        {
            options.SigningKey = new Secret(signing);
        }

        foreach (var form in section.GetSection(nameof(WebFormsOptions.Forms)).GetChildren())
        {
            if (form[nameof(WebForm.IdentityKey)] is { } key && options.Forms.TryGetValue(form.Key, out var target))
            {
                target.IdentityKey = new Secret(key);
            }
        }
    }
}
