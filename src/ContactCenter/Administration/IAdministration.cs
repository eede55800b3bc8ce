using ContactCenter.Desk;

namespace ContactCenter.Administration;

/// <summary>Where administrators begin: hands out the administration of one tenant to one person. Thread-safe.</summary>
public interface IAdministrations
{
    /// <summary>The administration of <paramref name="tenant"/> by <paramref name="principal"/>.</summary>
    /// <exception cref="DeskAccessException">The principal may not act in this tenant, or the tenant does not exist: both answer the same.</exception>
    IAdministration Open(Principal principal, TenantId tenant);
}

/// <summary>
/// What is configured in one tenant, and the one door through which it changes while the center runs. Seeds (code and files) fill it at a
/// start; what is changed here stays until its seed changes. Every call checks the person's role again. Thread-safe.
/// </summary>
public interface IAdministration
{
    /// <summary>Who administers.</summary>
    Principal Principal { get; }

    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>What is configured now. Role: administrator or supervisor.</summary>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<ConfigurationView> ConfigurationAsync(CancellationToken cancellationToken = default);

    /// <summary>The changes there were, by seeds and by people, the newest first. Role: administrator or supervisor.</summary>
    /// <param name="before">Only those before this position; null for the newest.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(long? before = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Looks at a script as if it were saved, against the queues, calendars, templates, actions and other scripts there are, and changes nothing. Role: administrator or supervisor.</summary>
    /// <param name="script">The name it would be saved under.</param>
    /// <param name="settings">The script and what it relies on. Longer than <see cref="MaxScriptLength"/> characters together, it is not read, and that is what is found.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<ScriptCheck> CheckScriptAsync(string script, ScriptOptions settings, CancellationToken cancellationToken = default);

    /// <summary>The longest script that is looked at with all that belongs to it, in UTF-16 characters.</summary>
    const int MaxScriptLength = 400_000;

    /// <summary>
    /// Makes all the changes or none: checked like the options at a start, durable with before and after, then in force everywhere, without a
    /// restart. Role: administrator.
    /// </summary>
    /// <param name="edits">1 to 100 edits of different things.</param>
    /// <param name="key">The caller's key of this change: repeating it with the same key does nothing twice.</param>
    /// <param name="cancellationToken">Stops waiting; the change may still be made.</param>
    ValueTask<ConfigurationResult> ChangeAsync(IReadOnlyList<ConfigurationEdit> edits, Guid key, CancellationToken cancellationToken = default);
}
