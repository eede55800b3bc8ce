using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Channels.Voice;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the telephone to a contact center.</summary>
public static class VoiceContactCenterBuilderExtensions
{
    /// <summary>
    /// Adds the channel <c>voice</c> on our own SIP stack: trunks, scripts as voice menus, queues with music, agents on SIP telephones; and <c>sip-message</c>, texts by MESSAGE. The options are bound from
    /// <see cref="VoiceOptions.Section"/>, <see cref="VoiceCallsOptions.Section"/> and <see cref="VoicePromptsOptions.Section"/> and validated at start. Call it after
    /// <c>AddContactCenter</c>: the telephone starts behind the center and stops before it. May be called twice: both delegates apply. A host may register another
    /// <see cref="ContactCenter.Calls.ITelephone"/> or <see cref="ContactCenter.Calls.ISpeechSynthesizer"/> before.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="configure">Changes the options after configuration has been bound.</param>
    /// <param name="calls">Changes how calls are conducted.</param>
    public static IContactCenterBuilder AddVoice(this IContactCenterBuilder builder, Action<VoiceOptions>? configure = null, Action<VoiceCallsOptions>? calls = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(static s => s.ServiceType == typeof(VoiceLine)))
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<VoiceLine>();
            services.TryAddSingleton<ConductMetrics>();
            services.AddSipTelephone();
            services.AddPrompts();
            services.AddSingleton<TextDoor>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, VoiceChannel>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, TextChannel>());
            services.AddSingleton<VoiceService>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, VoiceService>(static s => s.GetRequiredService<VoiceService>()));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthSource, VoiceService>(static s => s.GetRequiredService<VoiceService>()));
            services.AddOptionsWithValidateOnStart<VoiceCallsOptions, VoiceCallsOptionsValidator>().BindConfiguration(VoiceCallsOptions.Section);
        }

        services.AddOptions<VoiceOptions>().Configure(configure ?? (static _ => { }));
        services.AddOptions<VoiceCallsOptions>().Configure(calls ?? (static _ => { }));
        return builder;
    }
}
