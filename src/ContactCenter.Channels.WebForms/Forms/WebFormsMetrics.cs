using System.Diagnostics.Metrics;

namespace ContactCenter.Channels.WebForms;

/// <summary>The package's instruments.</summary>
internal sealed class WebFormsMetrics
{
    public const string MeterName = "ContactCenter.Channels.WebForms";

    private readonly Counter<long> _posts;

    public WebFormsMetrics(IMeterFactory meters) =>
        _posts = meters.Create(MeterName).CreateCounter<long>("contactcenter.webforms.posts", "{request}", "Posts of forms and confirmations, by form and outcome.");

    /// <summary>Counts a post; the form is empty where none of ours was named.</summary>
    public void Posted(string form, string outcome) => _posts.Add(1, new("form", form), new("outcome", outcome));
}

/// <summary>How a post ends: the values of the tag <c>outcome</c>.</summary>
internal static class PostOutcome
{
    public const string Accepted = "accepted";
    public const string Repeated = "repeated";
    public const string Confirmed = "confirmed";
    public const string Refused = "refused";
    public const string Fields = "fields";
    public const string Token = "token";
    public const string TooFast = "too-fast";
    public const string TooMany = "too-many";
    public const string Honeypot = "honeypot";
    public const string Malformed = "malformed";
    public const string Origin = "origin";
    public const string NoForm = "no-form";
}
