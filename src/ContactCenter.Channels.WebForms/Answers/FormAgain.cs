using System.Globalization;
using System.Text;
using ContactCenter.Channels.WebForms.Posts;
using static ContactCenter.Channels.WebForms.Answers.FormPage;

namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>The form once more, with everything that was typed and what is wrong with it, for a browser without our script.</summary>
internal static class FormAgain
{
    public static string Of(string name, WebForm form, PostedForm post, string token, Words words, IReadOnlyList<Fault> faults)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"?form={Text(name)}\" accept-charset=\"utf-8\">");
        foreach (var kept in FormNames.Kept.Where(k => post[k].Length > 0 && k is not FormNames.Form and not FormNames.Consent))
        {
            html.Append(Hidden(kept, post[kept]));
        }

        html.Append(Hidden(FormNames.Form, name)).Append(Hidden(FormNames.Token, token));
        foreach (var (posted, field) in form.FieldsInOrder)
        {
            var fault = faults.FirstOrDefault(f => f.Field == posted);
            html.Append(CultureInfo.InvariantCulture, $"<label for=\"f-{Text(posted)}\">{Text(field.Labels.In(words.Language) ?? posted)}</label>");
            html.Append(Note(posted, fault)).Append(Box(posted, field, post[posted], posted == form.Message, Marks(posted, fault), words));
        }

        if (form.Consent is { } consent)
        {
            var fault = faults.FirstOrDefault(static f => f.Field == FormNames.Consent);
            html.Append(Note(FormNames.Consent, fault));
            html.Append(CultureInfo.InvariantCulture, $"<label><input type=\"checkbox\" name=\"{FormNames.Consent}\" value=\"on\"{(post[FormNames.Consent].Length > 0 ? " checked" : "")}{Marks(FormNames.Consent, fault)}> {Text(consent.Texts.In(words.Language) ?? "")}</label>");
        }

        return html.Append(CultureInfo.InvariantCulture, $"<button>{Text(words.Send)}</button></form>").ToString();
    }

    private static string Hidden(string name, string value) => $"<input type=\"hidden\" name=\"{Text(name)}\" value=\"{Text(value)}\">";

    private static string Note(string posted, Fault? fault) => fault is null ? "" : $"<p class=\"fault\" id=\"e-{Text(posted)}\">{Text(fault.Text)}</p>";

    private static string Marks(string posted, Fault? fault) => fault is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"e-{Text(posted)}\"";

    private static string Box(string posted, WebFormField field, string value, bool isMessage, string marks, Words words)
    {
        var about = $"id=\"f-{Text(posted)}\" name=\"{Text(posted)}\"{marks}";
        if (isMessage)
        {
            return $"<textarea {about}>\n{Text(value)}</textarea>";
        }

        if (field.Kind == WebFormFieldKind.Choice)
        {
            var options = field.Choices.Select(c => $"<option value=\"{Text(c.Key)}\"{(c.Key == value ? " selected" : "")}>{Text(c.Value.In(words.Language) ?? c.Key)}</option>");
            return $"<select {about}><option value=\"\"></option>{string.Concat(options)}</select>";
        }

        var type = field.Kind switch { WebFormFieldKind.Email => "email", WebFormFieldKind.Phone => "tel", _ => "text" };
        return $"<input type=\"{type}\" {about} value=\"{Text(value)}\">";
    }
}
