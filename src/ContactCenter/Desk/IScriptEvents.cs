namespace ContactCenter.Desk;

/// <summary>
/// Where programs of the host say what has happened in the world, such as that a case was closed or a web form was sent in: the tenant's scripts that listen to it hear
/// of it, and scripts that start on it begin. Resolve it from the host's services. Thread-safe.
/// </summary>
public interface IScriptEvents
{
    /// <summary>
    /// Takes an event in. Once it is <see cref="DeskStatus.Done"/> it is durable: each run it is for gets it exactly once, also after a crash, and what became of it stands
    /// in the journal (<c>event.settled</c>). An event of the same name and key is taken in once, however often and however long after it is repeated.
    /// </summary>
    /// <param name="by">Who says so: <see cref="Principal.System"/>, or one of the tenant with the role <see cref="Role.Integration"/>.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="what">What has happened.</param>
    /// <param name="cancellationToken">Stops waiting; the event may still be taken in.</param>
    /// <returns>
    /// <see cref="DeskStatus.Done"/>; <see cref="DeskStatus.Repeated"/> when it was known already; <see cref="DeskStatus.Invalid"/> or <see cref="DeskStatus.NotFound"/> with
    /// a code and a sentence when it cannot be taken (CC1280 to CC1288); <see cref="DeskStatus.Forbidden"/> without the role; <see cref="DeskStatus.Unavailable"/> when the log
    /// cannot be written: repeat it under the same key.
    /// </returns>
    /// <exception cref="DeskAccessException">The tenant does not exist, or is not the principal's: both answer the same.</exception>
    ValueTask<DeskResult> RaiseAsync(Principal by, TenantId tenant, WorldEvent what, CancellationToken cancellationToken = default);
}
