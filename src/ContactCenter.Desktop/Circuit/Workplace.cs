using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.AspNetCore.Components.Authorization;

namespace ContactCenter.Desktop.Circuit;

/// <summary>The desk of the person who is logged in, for one circuit. Used on the circuit's own context.</summary>
internal sealed class Workplace(AuthenticationStateProvider authentication, IPersonSource people, IDesks desks, ICenterAdministration? center = null) : IDisposable
{
    private static readonly DeskChoices NoChoices = new([], [], [], []);

    private Person? _person;
    private Task? _opening;

    public event Action? Changed;

    /// <summary>The open desk, or null: see <see cref="Fault"/>.</summary>
    public IDesk? Desk { get; private set; }

    /// <summary>The administration of the center, where the host has one and this person may use it.</summary>
    public ICenterAdministration? Center { get; private set; }

    /// <summary>Who uses <see cref="Center"/>.</summary>
    public Principal CenterPrincipal => Center is not null && _person is { } person ? person.Principal : throw new InvalidOperationException("This person does not administer the center.");

    public WorkplaceFault Fault { get; private set; } = WorkplaceFault.NotOpened;

    public DeskChoices Choices { get; private set; } = NoChoices;

    /// <summary>The desk, for components that are shown only while there is one.</summary>
    public IDesk Open => Desk ?? throw new InvalidOperationException("No desk is open; the layout shows pages only while one is.");

    public AgentId Me => new(Open.Principal.Name);

    /// <summary>Whose drafts a browser keeps: this person's in this tenant.</summary>
    public string DraftOwner => $"{Open.Tenant}/{Me}/";

    public bool Has(Role role) => Desk?.Principal.Roles.Contains(role) == true;

    public bool HasAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Has(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens the desk, once; <see cref="Fault"/> says why there is none.</summary>
    public Task OpenAsync() => _opening ??= OpenOnceAsync();

    /// <summary>Asks again for what there is to choose: the configuration may have changed while nobody was told.</summary>
    public async Task ReloadChoicesAsync()
    {
        if (Desk is { } desk && HasAny(Role.Agent, Role.Supervisor))
        {
            try
            {
                Choices = await desk.ChoicesAsync();
            }
            catch (LogUnavailableException)
            {
                return; // the tenant is being started again; the resync that follows asks again
            }
        }
    }

    public void Dispose() => authentication.AuthenticationStateChanged -= OnAuthenticationChanged;

    private async Task OpenOnceAsync()
    {
        authentication.AuthenticationStateChanged += OnAuthenticationChanged;
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        _person = people.Find(user);
        if (_person is null)
        {
            Fault = user.Identity?.IsAuthenticated == true ? WorkplaceFault.NobodyHere : WorkplaceFault.LoggedOut;
            return;
        }

        Center = _person.Principal.Roles.Contains(Role.CenterAdministrator) ? center : null;
        if (_person.Tenant is not { } tenant)
        {
            Fault = Center is null ? WorkplaceFault.Refused : WorkplaceFault.None; // works in no tenant, so there is no desk
            return;
        }

        try
        {
            Desk = desks.Open(_person.Principal, tenant);
            Fault = WorkplaceFault.None;
            await ReloadChoicesAsync();
        }
        catch (DeskAccessException)
        {
            Close(WorkplaceFault.Refused);
        }
    }

    /// <summary>A host that checks logins again (a disabled account, a changed role) says so here; the desk is not used on.</summary>
    private void OnAuthenticationChanged(Task<AuthenticationState> changed) => _ = LeaveIfChangedAsync(changed);

    private async Task LeaveIfChangedAsync(Task<AuthenticationState> changed)
    {
        if ((Desk is not null || Center is not null) && !IsSame(_person, people.Find((await changed).User)))
        {
            Close(WorkplaceFault.LoggedOut);
            Changed?.Invoke();
        }
    }

    private void Close(WorkplaceFault fault)
    {
        Desk = null;
        Center = null;
        Choices = NoChoices;
        Fault = fault;
    }

    private static bool IsSame(Person? one, Person? other) =>
        one is not null && other is not null
        && one.Tenant == other.Tenant
        && one.Principal.Name == other.Principal.Name
        && one.Principal.Roles.SetEquals(other.Principal.Roles);
}

/// <summary>Why there is no desk.</summary>
internal enum WorkplaceFault
{
    None,
    NotOpened,
    LoggedOut,
    NobodyHere,
    Refused,
}
