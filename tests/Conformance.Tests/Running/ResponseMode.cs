namespace SecureAccess.Conformance.Running;

/// <summary>How the answer of the authorization endpoint is asked for.</summary>
public enum ResponseMode
{
    /// <summary>In the query, as is usual for codes: nothing is asked for.</summary>
    Query,

    /// <summary>OAuth 2.0 Form Post Response Mode: <c>response_mode=form_post</c>.</summary>
    FormPost,
}
