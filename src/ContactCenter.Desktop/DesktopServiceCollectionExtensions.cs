using ContactCenter.Desktop;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Localization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the desktop.</summary>
public static class DesktopServiceCollectionExtensions
{
    /// <summary>
    /// Adds the desktop: Razor components on the server, MudBlazor, and what a browser's circuit needs. Authentication is the host's.
    /// Replaceable: <see cref="IPersonSource"/>, <see cref="TimeProvider"/>. Calling it twice does no harm.
    /// </summary>
    public static IServiceCollection AddContactCenterDesktop(this IServiceCollection services, Action<DesktopOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        // A page sends a whole script at once, 400,000 characters of up to three bytes; 32 KiB is the default.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(static hub => hub.MaximumReceiveMessageSize = 1_300_000);
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddOptionsWithValidateOnStart<DesktopOptions, DesktopOptionsValidator>().BindConfiguration(DesktopOptions.Section).Configure(configure ?? (static _ => { }));
        return services.AddCircuitServices();
    }

    /// <summary>What the components themselves need, whatever renders them.</summary>
    internal static IServiceCollection AddCircuitServices(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.ShowCloseIcon = false;
            mud.SnackbarConfiguration.PreventDuplicates = true;
            mud.SnackbarConfiguration.VisibleStateDuration = 8_000;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPersonSource, ClaimsPersonSource>();
        services.TryAddScoped<Words>();
        services.TryAddScoped<Browser>();
        services.TryAddScoped<Shortcuts>();
        services.TryAddScoped<SecondTicker>();
        services.TryAddScoped<Workplace>();
        services.TryAddScoped<DeskFeed>();
        services.TryAddScoped<DeskConnection>();
        services.TryAddScoped<CommandKeys>();
        services.TryAddScoped<DeskActions>();
        services.TryAddScoped<AgentState>();
        services.TryAddScoped<Embedding>();
        services.TryAddScoped<TimelineWords>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<CircuitHandler, DeskCircuitHandler>());
        return services;
    }
}
