"""All answers of one assessment: to check before finishing, and with explanations afterwards."""
